package io.nextval.client.tls;

import io.nextval.client.Endpoint;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Puts TLS 1.3 or 1.2 on a socket, for a connection that is just being opened. The files are read
 * anew each time, so that a renewed certificate is used by the next connection.
 */
public final class Tls {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
    private static final String ALERT = "Received fatal alert: ";

    private Tls() {}

    /**
     * The socket to talk to the server with: the same one if there is to be no TLS, else one that
     * encrypts, after the handshake. On failure the socket is left to the caller to close. The
     * timeout of reads is changed.
     *
     * @param connected to the server, nothing sent yet
     * @param endpoint what the user called the server; its certificate must be for that host
     * @param deadlineNanos when the handshake must be done, as {@link System#nanoTime()}
     * @throws TlsException if the server or this side is not set up for TLS as asked for
     * @throws IOException if the connection broke or time is up
     */
    public static Socket secure(
            Socket connected, Endpoint endpoint, TlsSettings settings, long deadlineNanos)
            throws IOException {
        boolean loopback = connected.getInetAddress().isLoopbackAddress();
        TlsSettings.Mode mode = settings.effective(loopback);
        if (mode == TlsSettings.Mode.DISABLE) {
            return connected;
        }
        boolean verify = mode == TlsSettings.Mode.VERIFY_FULL;
        SSLEngine engine = engine(endpoint, settings, verify);
        try {
            TlsRecords records = new TlsRecords(connected, engine);
            records.handshake(deadlineNanos);
            return new TlsSocket(connected, records, settings);
        } catch (SocketTimeoutException e) {
            throw timedOut(e);
        } catch (IOException e) {
            throw explained(e, settings);
        }
    }

    /**
     * The channel binding of a socket that {@link #secure} returned; null without TLS, or if the
     * server's certificate has none.
     */
    public static byte @Nullable [] channelBinding(Socket socket) {
        return socket instanceof TlsSocket tls ? tls.channelBinding() : null;
    }

    private static SSLEngine engine(Endpoint endpoint, TlsSettings settings, boolean verify)
            throws TlsException {
        KeyManager[] keys = {};
        Credentials own = credentials(settings);
        if (own != null) {
            keys = new KeyManager[] {own.keyManager()};
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, new TrustManager[] {trust(settings, verify)}, null);
            SSLEngine engine = context.createSSLEngine(endpoint.host(), endpoint.port());
            engine.setUseClientMode(true);
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setProtocols(PROTOCOLS);
            if (verify) {
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
            }
            engine.setSSLParameters(parameters);
            return engine;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new TlsException("can not be asked: this JVM has no usable TLS: " + e, e);
        }
    }

    private static @Nullable Credentials credentials(TlsSettings settings) throws TlsException {
        String cert = settings.cert();
        String key = settings.key();
        if (cert == null && key == null) {
            return null;
        }
        if (cert == null || key == null) {
            throw new TlsException(
                    "can not be asked: tlsCert and tlsKey belong together, "
                            + (cert == null ? "tlsCert" : "tlsKey")
                            + " is missing");
        }
        try {
            return Credentials.read(
                    "tlsCert",
                    PemFile.path("tlsCert", cert),
                    "tlsKey",
                    PemFile.path("tlsKey", key));
        } catch (TlsException e) {
            throw unusable(e);
        }
    }

    private static X509ExtendedTrustManager trust(TlsSettings settings, boolean verify)
            throws TlsException {
        String root = settings.rootCert();
        if (root != null) {
            try {
                return new ServerCheck(
                        Trust.in(
                                PemFile.certificates(
                                        "tlsRootCert", PemFile.path("tlsRootCert", root))),
                        "a certificate of tlsRootCert " + root);
            } catch (TlsException e) {
                throw unusable(e);
            }
        }
        return verify
                ? new ServerCheck(
                        Trust.inJvm(),
                        "an authority that the JVM knows; set tlsRootCert to the PEM file of the"
                                + " authority that did")
                : Trust.inAnybody();
    }

    private static TlsException unusable(TlsException e) {
        return new TlsException("can not be asked: " + e.getMessage(), e);
    }

    private static SocketTimeoutException timedOut(SocketTimeoutException e) {
        SocketTimeoutException timeout =
                new SocketTimeoutException("did not finish the TLS handshake in time");
        timeout.initCause(e);
        return timeout;
    }

    /** What failed, in words that follow the server's name. */
    static IOException explained(IOException failure, TlsSettings settings) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof ServerCheck.Refused) {
                return new TlsException(String.valueOf(e.getMessage()), failure);
            }
        }
        if (failure instanceof TlsRecords.NotTls) {
            return new TlsException(
                    "does not speak TLS; give the server a certificate (tls_cert and tls_key), or"
                            + " set tls=disable in the URL to send everything unencrypted",
                    failure);
        }
        if (failure instanceof EOFException) {
            return new TlsException(
                    "closed the connection during the TLS handshake; if it does not speak TLS, set"
                            + " tls=disable in the URL to send everything unencrypted",
                    failure);
        }
        String message = String.valueOf(failure.getMessage());
        int alert = message.indexOf(ALERT);
        if (alert >= 0) {
            return new TlsException(
                    refusal(message.substring(alert + ALERT.length()), settings), failure);
        }
        return failure instanceof SSLException
                ? new TlsException("can not be talked to with TLS: " + message, failure)
                : failure;
    }

    /** Why the server ended the handshake. */
    private static String refusal(String alert, TlsSettings settings) {
        String cert = settings.cert();
        return switch (alert) {
            case "certificate_required" ->
                    "demands a client certificate; set tlsCert and tlsKey in the URL";
            case "bad_certificate",
                    "certificate_unknown",
                    "unknown_ca",
                    "certificate_expired",
                    "certificate_revoked",
                    "unsupported_certificate" ->
                    cert == null
                            ? "demands a client certificate (" + alert + "); set tlsCert and tlsKey"
                            : "does not accept the certificate tlsCert "
                                    + cert
                                    + " ("
                                    + alert
                                    + "); it must be valid, for clients, and signed by the server's"
                                    + " tls_ca; the server's log says more";
            case "handshake_failure", "protocol_version", "insufficient_security" ->
                    "and this JVM have no version of TLS or no cipher in common (" + alert + ")";
            default -> "ended the TLS connection: " + alert;
        };
    }
}
