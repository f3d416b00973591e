package io.nextval.client.tls;

import io.nextval.client.Endpoint;

import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;

/** A TLS server of the JDK on a loopback port; what it does with each connection the test says. */
final class TestServer implements Closeable {
    private final ServerSocket listener;
    private final Conversation conversation;

    /** What is done with a connection, on a thread of its own; then it is closed. */
    interface Conversation {
        /** Sends back what comes. */
        Conversation ECHO =
                socket -> {
                    InputStream in = socket.getInputStream();
                    byte[] bytes = new byte[8_192];
                    for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                        socket.getOutputStream().write(bytes, 0, n);
                    }
                };

        void run(Socket socket) throws IOException;
    }

    /** Without TLS. */
    TestServer(Conversation conversation) throws IOException {
        this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), conversation);
    }

    /** With TLS of one version, and the client's certificate demanded if there is a {@code ca}. */
    TestServer(
            TestAuthority.Issued own, @Nullable Path ca, String protocol, Conversation conversation)
            throws IOException, GeneralSecurityException {
        this(listen(own, ca, protocol), conversation);
    }

    private TestServer(ServerSocket listener, Conversation conversation) {
        this.listener = listener;
        this.conversation = conversation;
        start(this::accept);
    }

    private static ServerSocket listen(TestAuthority.Issued own, @Nullable Path ca, String protocol)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManager[] trust = {};
        if (ca != null) {
            trust = new TrustManager[] {Trust.in(PemFile.certificates("ca", ca))};
        }
        context.init(
                new KeyManager[] {
                    Credentials.read("cert", own.cert(), "key", own.key()).keyManager()
                },
                trust,
                null);
        SSLServerSocket socket =
                (SSLServerSocket)
                        context.getServerSocketFactory()
                                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(ca != null);
        socket.setEnabledProtocols(List.of(protocol).toArray(new String[0]));
        return socket;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Connects without TLS. */
    Socket connect() throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port());
    }

    /** Connects and secures the connection as the driver does. */
    Socket connect(String host, TlsSettings settings) throws IOException {
        Socket socket = connect();
        try {
            return Tls.secure(
                    socket,
                    new Endpoint(host, port()),
                    settings,
                    System.nanoTime() + 20_000_000_000L);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                start(() -> serve(socket));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            conversation.run(socket);
        } catch (IOException e) {
            // the client went away
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "test-server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
