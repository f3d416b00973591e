package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.Seed;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.WireClient;
import io.nextval.server.harness.Workload;
import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.SequenceRule;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Ping;
import io.nextval.wire.Pong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Clients that speak something else: each is sent away with a reason, and nobody else notices. */
@Timeout(120)
class ForeignClientFaultIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final byte[] HTTP =
            "GET / HTTP/1.1\r\nHost: nextval\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TWO_GIGABYTES = {0x7F, -1, -1, -1, 0x01};
    private static final byte[] UNKNOWN_TYPE = {0, 0, 0, 2, 0x7E, 1};

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void foreignClientsAreSentAwayWithAReasonAndHurtNobody() throws Exception {
        long seed = Seed.next("foreign clients");
        HistoryRecorder recorder =
                new HistoryRecorder(seed, List.of(SequenceRule.ascending("orders")));
        TestCluster cluster = clusters.start(1);
        NodeAddress node = cluster.nodes().get(0).address();
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");

        try (Workload others =
                        new Workload("other", cluster.url(), List.of("orders"), 4, seed, recorder);
                WireClient bystander = WireClient.connect(node, LIMIT)) {
            for (int round = 0; round < 20; round++) {
                assertSentAway(node, HTTP);
                assertSentAway(node, TWO_GIGABYTES);
                assertSentAway(node, garbage(seed + round));
                assertSentAway(node, FrameCodec.encode(1, new Ping()));
                assertSentAway(node, FrameCodec.encode(1, new Hello(98, 99, "new", Map.of())));
                assertSentAwayAfterHello(node, TWO_GIGABYTES);
                assertSentAwayAfterHello(node, UNKNOWN_TYPE);
                assertSentAwayAfterHello(node, cutShort());
                others.awaitAnswers(10);
            }
            assertThat(bystander.request(new Ping())).isEqualTo(new Pong());
            others.stop();
            assertThat(others.exceptions()).isEmpty();
        }
        Verdicts.assertHeld(recorder);
    }

    @Test
    void aClientThatSendsHalfAHelloAndWaitsDoesNotHinderOthers() throws Exception {
        TestCluster cluster = clusters.start(1);
        NodeAddress node = cluster.nodes().get(0).address();
        byte[] hello = FrameCodec.encode(1, new Hello(1, 1, "slow", Map.of()));

        try (WireClient slow = WireClient.raw(node, Duration.ofSeconds(30))) {
            slow.sendBytes(Arrays.copyOf(hello, 7));
            Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
            assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);
        }
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(2);
    }

    private static void assertSentAway(NodeAddress node, byte[] bytes) throws IOException {
        try (WireClient client = WireClient.raw(node, LIMIT)) {
            assertSaysGoodbye(client, bytes);
        }
    }

    private static void assertSentAwayAfterHello(NodeAddress node, byte[] bytes)
            throws IOException {
        try (WireClient client = WireClient.connect(node, LIMIT)) {
            assertSaysGoodbye(client, bytes);
        }
    }

    private static void assertSaysGoodbye(WireClient client, byte[] bytes) throws IOException {
        client.sendBytes(bytes);
        Frame frame = client.receive().frame();
        assertThat(frame).isInstanceOf(Goodbye.class);
        Goodbye goodbye = (Goodbye) frame;
        assertThat(goodbye.sqlState()).as(goodbye.reason()).isEqualTo("08P01");
        assertThat(goodbye.reason()).isNotBlank();
        assertThat(client.isClosedByServer()).isTrue();
    }

    /** Sixty-four bytes whose length field is one that is announced and delivered. */
    private static byte[] garbage(long seed) {
        byte[] bytes = new byte[64];
        new Random(seed).nextBytes(bytes);
        ByteBuffer.wrap(bytes).putInt(bytes.length - Integer.BYTES).put((byte) 0x70);
        return bytes;
    }

    /** A Prepare whose text claims to be longer than the frame. */
    private static byte[] cutShort() {
        return new byte[] {0, 0, 0, 5, 0x02, 1, 0x7F, 'a', 'b'};
    }
}
