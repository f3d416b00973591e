package io.nextval.client.tls;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.client.Endpoint;
import io.nextval.client.tls.TestAuthority.Issued;
import io.nextval.client.tls.TestServer.Conversation;
import io.nextval.client.tls.TlsSettings.Mode;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.Semaphore;

/**
 * Reads that time out again and again in the middle of a TLS record: a proxy lets the next byte of
 * the server through only when a read has timed out.
 */
@Timeout(120)
final class DrippingTest {
    private static final int BYTES = 700;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void loseNothing(String protocol) throws Exception {
        TestAuthority authority = new TestAuthority(folder, "ca");
        Issued own = authority.issue("server", "DNS:localhost");
        TlsSettings settings =
                new TlsSettings(Mode.VERIFY_FULL, authority.cert().toString(), null, null);
        Semaphore drops = new Semaphore(1_000_000);
        byte[] sent = new byte[BYTES];
        new Random(11).nextBytes(sent);
        try (TestServer server = new TestServer(own, null, protocol, Conversation.ECHO);
                TestServer proxy = new TestServer(client -> drip(client, server, drops));
                Socket socket = proxy.connect();
                Socket secured =
                        Tls.secure(
                                socket,
                                new Endpoint("localhost", proxy.port()),
                                settings,
                                System.nanoTime() + 30_000_000_000L)) {
            drops.drainPermits();
            secured.getOutputStream().write(sent, 0, 100);
            secured.getOutputStream().write(sent, 100, BYTES - 100);
            secured.setSoTimeout(1);
            byte[] received = new byte[BYTES];
            int timeouts = 0;
            for (int count = 0; count < BYTES; ) {
                try {
                    int more = secured.getInputStream().read(received, count, BYTES - count);
                    assertThat(more).isPositive();
                    count += more;
                } catch (SocketTimeoutException e) {
                    timeouts++;
                    drops.release();
                }
            }
            assertThat(received).isEqualTo(sent);
            assertThat(timeouts).isGreaterThan(BYTES);
        }
    }

    private static void drip(Socket client, TestServer server, Semaphore drops) throws IOException {
        try (Socket upstream = server.connect()) {
            Thread there =
                    new Thread(
                            () -> {
                                try {
                                    client.getInputStream().transferTo(upstream.getOutputStream());
                                } catch (IOException e) {
                                    // over
                                }
                            },
                            "proxy");
            there.setDaemon(true);
            there.start();
            InputStream in = upstream.getInputStream();
            for (int b = in.read(); b >= 0; b = in.read()) {
                drops.acquireUninterruptibly();
                client.getOutputStream().write(b);
            }
        }
    }
}
