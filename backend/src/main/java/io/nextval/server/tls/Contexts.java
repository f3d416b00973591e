package io.nextval.server.tls;

import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.nextval.client.tls.Credentials;
import io.nextval.client.tls.PemFile;
import io.nextval.client.tls.TlsException;
import io.nextval.client.tls.Trust;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;

import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * What one reading of the files gave: immutable, used until the next reading.
 *
 * @param clients for the client port
 * @param peerServer for the nodes that connect; null without tls_ca
 * @param peerClient for connections to other nodes; null without tls_ca
 * @param certificate this node's own
 */
record Contexts(
        SslContext clients,
        @Nullable SslContext peerServer,
        @Nullable SslContext peerClient,
        X509Certificate certificate) {
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    /** The files, and which hosts their certificates must be for. */
    record Files(
            Path cert, Path key, @Nullable Path ca, @Nullable String ownHost, Set<String> hosts) {}

    /**
     * Reads and checks the files.
     *
     * @throws TlsException with what is wrong and what to do
     */
    static Contexts load(Files files) throws TlsException {
        Credentials own = Credentials.read("tls_cert", files.cert, "tls_key", files.key);
        X509Certificate certificate = own.chain().get(0);
        checkOwn(files, certificate);
        Path ca = files.ca;
        X509ExtendedTrustManager signed =
                ca == null ? null : Trust.in(PemFile.certificates("tls_ca", ca));
        try {
            if (signed == null) {
                return new Contexts(
                        server(own).clientAuth(ClientAuth.NONE).build(), null, null, certificate);
            }
            PeerCheck peers = new PeerCheck(signed, certificate, files.hosts);
            return new Contexts(
                    server(own).trustManager(signed).clientAuth(ClientAuth.OPTIONAL).build(),
                    server(own).trustManager(peers).clientAuth(ClientAuth.REQUIRE).build(),
                    client(own).trustManager(peers).build(),
                    certificate);
        } catch (SSLException | IllegalArgumentException e) {
            throw new TlsException(
                    "tls_cert " + files.cert + " can not be used: " + e.getMessage(), e);
        }
    }

    private static void checkOwn(Files files, X509Certificate certificate) throws TlsException {
        try {
            certificate.checkValidity();
        } catch (CertificateException e) {
            throw new TlsException(
                    "tls_cert "
                            + files.cert
                            + " is valid from "
                            + certificate.getNotBefore().toInstant()
                            + " to "
                            + certificate.getNotAfter().toInstant()
                            + ", not now; renew it",
                    e);
        }
        String host = files.ownHost;
        if (host != null && !HostNames.matches(certificate, host)) {
            throw new TlsException(
                    "tls_cert "
                            + files.cert
                            + " is for "
                            + HostNames.names(certificate)
                            + ", but the other nodes know this one as "
                            + host
                            + " and will refuse it; make a certificate with subjectAltName = "
                            + host);
        }
    }

    private static SslContextBuilder server(Credentials own) {
        return SslContextBuilder.forServer(own.keyManager())
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS);
    }

    /** The host is checked by {@link PeerCheck}, which is stricter than the algorithm "HTTPS". */
    private static SslContextBuilder client(Credentials own) {
        return SslContextBuilder.forClient()
                .sslProvider(SslProvider.JDK)
                .protocols(PROTOCOLS)
                .endpointIdentificationAlgorithm(null)
                .keyManager(own.keyManager());
    }
}
