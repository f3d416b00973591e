package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.ServerLimits;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.WireClient;
import io.nextval.server.tls.ServerTls;
import io.nextval.wire.Envelope;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Ping;
import io.nextval.wire.Pong;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.Retry;
import io.nextval.wire.Welcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A hostile client on real sockets: each limit of a connection, and what is beyond it. */
@Timeout(120)
class LimitsIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Frame DONE = new Result(List.of(), List.of(), 0, List.of());

    private final List<Runnable> unanswered = Collections.synchronizedList(new ArrayList<>());
    private final List<WireClient> clients = new ArrayList<>();
    private final ScheduledExecutorService drip = new ScheduledThreadPoolExecutor(1);
    private volatile Frame answer = DONE;
    private volatile boolean answering = true;
    private final ClientListener listener =
            new ClientListener(
                    new HostPort("127.0.0.1", 0),
                    FrontEnds.IDENTITY,
                    this::handle,
                    FrontEnds.scramAuthenticator(),
                    ServerTls.OFF);

    @TempDir private Path folder = Path.of("");

    private void handle(Frame request, int requestId, Replies replies) {
        if (answering) {
            replies.reply(requestId, answer);
        } else {
            unanswered.add(() -> replies.reply(requestId, answer));
        }
    }

    @AfterEach
    void close() {
        drip.shutdownNow();
        clients.forEach(WireClient::close);
        listener.close();
    }

    private WireClient raw() throws IOException {
        int port = listener.address().port();
        WireClient client = WireClient.raw(new NodeAddress("n1", folder, port, 0, 0), LIMIT);
        clients.add(client);
        return client;
    }

    private WireClient loggedIn() throws IOException {
        WireClient client = raw();
        assertThat(client.login("anna", FrontEnds.PASSWORD)).isInstanceOf(Welcome.class);
        return client;
    }

    private void assertOthersAreServed() throws IOException {
        try (WireClient other = loggedIn()) {
            assertThat(other.request(new Ping())).isEqualTo(new Pong());
        }
    }

    private static void assertGoodbye(WireClient client, String sqlState, String words)
            throws IOException {
        assertThat(client.receive().frame())
                .isInstanceOfSatisfying(
                        Goodbye.class,
                        goodbye -> {
                            assertThat(goodbye.sqlState()).isEqualTo(sqlState);
                            assertThat(goodbye.reason()).contains(words);
                        });
        assertThat(client.isClosedByServer()).isTrue();
    }

    private static byte[] length(int bytes) {
        return ByteBuffer.allocate(4).putInt(bytes).array();
    }

    @Test
    void refusesAFrameOfTwoGigabytesBeforeAndAfterTheLogin() throws IOException {
        WireClient stranger = raw();
        stranger.sendBytes(length(Integer.MAX_VALUE));
        assertGoodbye(stranger, "08P01", "2147483647");
        WireClient client = loggedIn();
        client.sendBytes(length(Integer.MAX_VALUE));
        assertGoodbye(client, "08P01", "2147483647");
        assertOthersAreServed();
    }

    @Test
    void refusesALongFrameBeforeTheLogin() throws IOException {
        WireClient stranger = raw();
        stranger.sendBytes(length(ServerLimits.HANDSHAKE_FRAME_BYTES.asInt() + 1));
        assertGoodbye(stranger, "08P01", "1024");
    }

    @Test
    void endsAConnectionThatSaysNothing() throws IOException {
        WireClient stranger = raw();
        assertGoodbye(stranger, "08P01", "no handshake within the time for it, 10000 ms");
        assertOthersAreServed();
    }

    /** Each byte comes in time, and all of them too late; nobody waits longer than the limit. */
    @Test
    void endsASlowDripAtTheSameTime() throws IOException {
        WireClient stranger = raw();
        byte[] hello = FrameCodec.encode(1, new Hello(1, 3, "drip", Map.of("user", "anna")));
        int[] next = {0};
        var unused =
                drip.scheduleAtFixedRate(
                        () -> {
                            try {
                                stranger.sendBytes(new byte[] {hello[next[0]++ % 20]});
                            } catch (IOException e) {
                                throw new IllegalStateException(e);
                            }
                        },
                        0,
                        500,
                        TimeUnit.MILLISECONDS);
        assertThat(stranger.receive().frame())
                .isInstanceOfSatisfying(
                        Goodbye.class,
                        goodbye -> assertThat(goodbye.reason()).contains("no handshake"));
        assertOthersAreServed();
    }

    @Test
    void tellsWhoConnectsTooOftenWithoutLoggingIn() throws IOException {
        WireClient early = loggedIn();
        for (int i = 0; i < ServerLimits.LOGINS_PER_ADDRESS.value(); i++) {
            raw();
        }
        await().atMost(LIMIT).until(() -> listener.connections() > 100);
        assertGoodbye(raw(), "53300", "connections of the address 127.0.0.1 wait to log in");
        assertThat(early.request(new Ping())).isEqualTo(new Pong());
        clients.forEach(WireClient::close);
        await().atMost(LIMIT).until(() -> listener.connections() == 0);
        assertOthersAreServed();
    }

    @Test
    void refusesTooManyRequestsWithoutAnAnswer() throws IOException {
        answering = false;
        WireClient client = loggedIn();
        int max = ServerLimits.REQUESTS_PER_CONNECTION.asInt();
        for (int i = 0; i < max; i++) {
            client.send(new GetTopology());
        }
        int oneMore = client.send(new GetTopology());
        Envelope refused = client.receive();
        assertThat(refused.requestId()).isEqualTo(oneMore);
        assertThat(refused.frame())
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.sqlState()).isEqualTo("53000");
                            assertThat(failure.retry()).isEqualTo(Retry.SAFE);
                        });
        assertThat(unanswered).hasSize(max);
        answering = true;
        unanswered.forEach(Runnable::run);
        assertThat(client.request(new GetTopology())).isEqualTo(DONE);
    }

    private static Frame large(int chars) {
        return new Execute(-1, null, "public", "x".repeat(chars), List.of());
    }

    @Test
    void refusesLargeFramesBeyondTheMemoryForThem() throws IOException {
        answering = false;
        WireClient client = loggedIn();
        int each = 15 << 20;
        int fit = Math.toIntExact(ServerLimits.LARGE_FRAMES_BYTES.value() / each);
        for (int i = 0; i < fit; i++) {
            client.send(large(each));
        }
        await().atMost(LIMIT).until(() -> unanswered.size() == fit);
        WireClient other = loggedIn();
        other.sendBytes(length(each));
        assertGoodbye(other, "53200", "leaves no room for one of " + each);
        assertOthersAreServed();
        answering = true;
        unanswered.forEach(Runnable::run);
        for (int i = 0; i < fit; i++) {
            assertThat(client.receive().frame()).isEqualTo(DONE);
        }
        assertThat(client.request(large(each))).isEqualTo(DONE);
    }

    @Test
    void givesTheMemoryBackOfALargeFrameThatNeverCame() throws IOException {
        int each = 16 << 20;
        int fit = Math.toIntExact(ServerLimits.LARGE_FRAMES_BYTES.value() / each);
        for (int round = 0; round < 3; round++) {
            List<WireClient> broken = new ArrayList<>();
            for (int i = 0; i < fit; i++) {
                WireClient client = loggedIn();
                client.sendBytes(length(each));
                assertThat(client.isClosedByServer(Duration.ofMillis(50))).isFalse();
                broken.add(client);
            }
            broken.forEach(WireClient::close);
            await().atMost(LIMIT).until(() -> listener.connections() == 0);
        }
        assertThat(loggedIn().request(large(1 << 20))).isEqualTo(DONE);
    }

    @Test
    void endsAConnectionThatReadsNothing() throws IOException {
        String text = "x".repeat(8 << 20);
        answer =
                new Result(
                        List.of(new ResultColumn("x", "text")),
                        List.of(List.of(text)),
                        0,
                        List.of());
        answering = false;
        WireClient client = loggedIn();
        int replies = Math.toIntExact(ServerLimits.UNREAD_REPLY_BYTES.value() / (8 << 20)) + 4;
        for (int i = 0; i < replies; i++) {
            client.send(new GetTopology());
        }
        await().atMost(LIMIT).until(() -> unanswered.size() == replies);
        unanswered.forEach(Runnable::run);
        await().atMost(LIMIT).until(() -> listener.connections() == 0);
        assertThatThrownBy(
                        () -> {
                            for (int i = 0; i < replies; i++) {
                                client.receive();
                            }
                        })
                .isInstanceOfAny(EOFException.class, SocketException.class);
        answer = DONE;
        answering = true;
        assertOthersAreServed();
    }

    @Test
    void survivesFramesThatAreCutShortOrMakeNoSense() throws IOException {
        byte[] hello = FrameCodec.encode(1, new Hello(1, 3, "test", Map.of("user", "anna")));
        for (int cut = 0; cut < hello.length; cut++) {
            WireClient client = raw();
            client.sendBytes(Arrays.copyOf(hello, cut));
            client.close();
        }
        WireClient nonsense = raw();
        nonsense.sendBytes(new byte[] {0, 0, 0, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        assertGoodbye(nonsense, "08P01", "");
        assertOthersAreServed();
    }
}
