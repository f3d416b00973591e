package io.nextval.server.tls;

import org.jspecify.annotations.Nullable;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Set;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Believes another node: its certificate is signed by tls_ca, and it is for the host that the
 * connection was made to, or, of a node that connects, for the host of one of the peers. The second
 * keeps clients, whose certificates tls_ca signs as well, from taking part as nodes. Who shows this
 * node's own certificate has its key, so it is this node: a node talks to itself, too.
 */
final class PeerCheck extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager signed;
    private final X509Certificate own;
    private final Set<String> hosts;

    /**
     * @param signed checks who signed
     * @param own this node's certificate
     * @param hosts of all nodes of the cluster
     */
    PeerCheck(X509ExtendedTrustManager signed, X509Certificate own, Set<String> hosts) {
        this.signed = signed;
        this.own = own;
        this.hosts = Set.copyOf(hosts);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        if (chain[0].equals(own)) {
            return;
        }
        signed.checkClientTrusted(chain, type, engine);
        if (hosts.stream().noneMatch(host -> HostNames.matches(chain[0], host))) {
            throw new CertificateException(
                    "its certificate is for "
                            + HostNames.names(chain[0])
                            + " ("
                            + chain[0].getSubjectX500Principal()
                            + "), and none of these is the host of a node in peers: "
                            + hosts);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
            throws CertificateException {
        if (chain[0].equals(own)) {
            return;
        }
        signed.checkServerTrusted(chain, type, engine);
        String host = engine.getPeerHost();
        if (host == null || !HostNames.matches(chain[0], host)) {
            throw new CertificateException(
                    "its certificate is for "
                            + HostNames.names(chain[0])
                            + ", not for "
                            + host
                            + " as peers say");
        }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket)
            throws CertificateException {
        throw new CertificateException("only engines are checked");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("only engines are checked");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
            throws CertificateException {
        throw new CertificateException("only engines are checked");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return signed.getAcceptedIssuers();
    }
}
