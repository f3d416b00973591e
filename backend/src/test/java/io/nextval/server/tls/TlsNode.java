package io.nextval.server.tls;

import io.nextval.server.config.Auth;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.TlsConfig;
import io.nextval.server.harness.TestAuthority.Issued;
import io.nextval.server.node.Node;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Map;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** A node in this JVM with TLS, and what a client sees of it. */
final class TlsNode implements AutoCloseable {
    private final Node node;

    private TlsNode(Node node) {
        this.node = node;
    }

    static TlsNode start(Path data, Auth auth, TlsConfig tls) throws InterruptedException {
        Node node = Node.start(config(data, auth, tls));
        if (!node.awaitReady(Duration.ofSeconds(60))) {
            node.close();
            throw new IllegalStateException("not ready");
        }
        return new TlsNode(node);
    }

    static NodeConfig config(Path data, Auth auth, TlsConfig tls) {
        HostPort any = new HostPort("127.0.0.1", 0);
        return new NodeConfig("n1", data, any, null, any, any, Map.of())
                .with(new SecurityConfig(auth, SecurityConfig.SUPERUSER, null, false, tls));
    }

    static TlsConfig tls(TlsConfig.Mode mode, Issued own, @Nullable Path ca) {
        return new TlsConfig(mode, own.cert(), own.key(), ca);
    }

    /** JDBC URL with these properties behind the question mark. */
    String url(String properties) {
        return "jdbc:nextval://" + node.clientAddress() + "/public?" + properties;
    }

    int port() {
        return node.clientAddress().port();
    }

    /** Subject of the certificate that a new connection is shown. */
    String shownCertificate() throws Exception {
        try (SSLSocket socket =
                (SSLSocket) anyServer().getSocketFactory().createSocket("127.0.0.1", port())) {
            socket.setSoTimeout(20_000);
            socket.startHandshake();
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
                    .getSubjectX500Principal()
                    .getName();
        }
    }

    private static SSLContext anyServer() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(
                null,
                new TrustManager[] {
                    new X509TrustManager() {
                        @Override
                        public void checkClientTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public void checkServerTrusted(X509Certificate[] chain, String type) {}

                        @Override
                        public X509Certificate[] getAcceptedIssuers() {
                            return new X509Certificate[0];
                        }
                    }
                },
                null);
        return context;
    }

    @Override
    public void close() {
        node.close();
    }
}
