package io.nextval.client.tls;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Checks a server's certificate as another does, and says what is wrong so that it can be put
 * right.
 */
final class ServerCheck extends X509ExtendedTrustManager {
    private static final int DNS_NAME = 2;
    private static final int IP_ADDRESS = 7;

    private final X509ExtendedTrustManager delegate;
    private final String authorities;

    /** The certificate was not believed; the message follows the server's name in a sentence. */
    static final class Refused extends CertificateException {
        private static final long serialVersionUID = 1L;

        Refused(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * @param authorities who had to sign, in words
     */
    ServerCheck(X509ExtendedTrustManager delegate, String authorities) {
        this.delegate = delegate;
        this.authorities = authorities;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        try {
            delegate.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            throw new Refused(explain(chain[0], engine.getPeerHost(), e), e);
        }
    }

    private String explain(
            X509Certificate certificate, @Nullable String host, CertificateException failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof CertificateExpiredException) {
                return "has a certificate in its chain that expired ("
                        + e.getMessage()
                        + "; its own is valid until "
                        + certificate.getNotAfter().toInstant()
                        + "); renew it at the server";
            }
            if (e instanceof CertificateNotYetValidException) {
                return "has a certificate that is not valid before "
                        + certificate.getNotBefore().toInstant()
                        + "; is the clock of this machine right?";
            }
        }
        String message = String.valueOf(failure.getMessage());
        if (message.startsWith("No subject alternative")
                || message.startsWith("No name matching")) {
            return "has a certificate that is not for the host "
                    + host
                    + " but for "
                    + names(certificate)
                    + "; use such a name in the URL, or give the server a certificate with this"
                    + " one";
        }
        Throwable cause = failure.getCause();
        if (cause instanceof CertPathValidatorException || message.contains("path")) {
            return "has a certificate ("
                    + certificate.getSubjectX500Principal()
                    + ") that was not signed by "
                    + authorities
                    + ": "
                    + message;
        }
        return "has a certificate that can not be accepted: " + message;
    }

    private static Set<String> names(X509Certificate certificate) {
        Set<String> names = new LinkedHashSet<>();
        try {
            Collection<List<?>> all = certificate.getSubjectAlternativeNames();
            if (all != null) {
                for (List<?> name : all) {
                    if (name.get(0) instanceof Integer kind
                            && (kind == DNS_NAME || kind == IP_ADDRESS)) {
                        names.add(String.valueOf(name.get(1)));
                    }
                }
            }
        } catch (CertificateParsingException e) {
            names.add("unreadable names");
        }
        if (names.isEmpty()) {
            names.add(certificate.getSubjectX500Principal().toString());
        }
        return names;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        delegate.checkServerTrusted(chain, type, socket);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        delegate.checkServerTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        delegate.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
            throws CertificateException {
        delegate.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        delegate.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return delegate.getAcceptedIssuers();
    }
}
