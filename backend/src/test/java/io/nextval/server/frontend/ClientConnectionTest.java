package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nextval.server.session.Identity;
import io.nextval.wire.Compile;
import io.nextval.wire.Envelope;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.Retry;
import io.nextval.wire.SetValue;
import io.nextval.wire.Ticket;
import io.nextval.wire.Welcome;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One connection on a channel without a socket: what it says, by the version it agreed on. */
@Timeout(60)
class ClientConnectionTest {
    private static final Frame QUERY = new Execute(-1, null, "public", "SELECT 1", List.of());

    private final List<Frame> handled = new ArrayList<>();
    private final List<ClientInfo> clients = new ArrayList<>();
    private final List<Frame> sent = new ArrayList<>();
    private Frame answer = new Result(List.of(), List.of(), 0, List.of());
    private final EmbeddedChannel channel = channel();

    private EmbeddedChannel channel() {
        return FrontEnds.channel(FrontEnds.trusting(), this::handle);
    }

    private void handle(Frame request, int requestId, Replies replies) {
        handled.add(request);
        clients.add(replies.client());
        replies.reply(requestId, answer);
    }

    @AfterEach
    void close() {
        channel.close().awaitUninterruptibly();
    }

    /** Sends a frame and gives the next one that comes back. */
    private Frame ask(Frame frame) {
        channel.writeInbound(Unpooled.wrappedBuffer(FrameCodec.encode(5, frame)));
        channel.runPendingTasks();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            ByteBuffer bytes = out.nioBuffer();
            bytes.getInt();
            Envelope envelope = FrameCodec.decode(bytes);
            sent.add(envelope.frame());
            out.release();
        }
        return sent.remove(0);
    }

    private static ClientInfo client(int version) {
        return new ClientInfo(version, Identity.nobody("anna"), "", "embedded");
    }

    private int hello(int versionMin, int versionMax) {
        Frame welcome = ask(new Hello(versionMin, versionMax, "test", Map.of("user", "anna")));
        assertThat(welcome).isInstanceOf(Welcome.class);
        return ((Welcome) welcome).version();
    }

    @Test
    void agreesOnTheHighestVersionThatBothSpeak() {
        assertThat(hello(1, 99)).isEqualTo(WireLimits.VERSION_MAX);
        assertThat(ask(QUERY)).isEqualTo(answer);
        assertThat(clients).containsExactly(client(WireLimits.VERSION_MAX));
    }

    @Test
    void keepsToVersion1WithAClientOfVersion1() {
        assertThat(hello(1, 1)).isEqualTo(1);
        assertThat(ask(QUERY)).isEqualTo(answer);
        assertThat(clients).containsExactly(client(1));
    }

    @Test
    void refusesAVersionThatItDoesNotSpeak() {
        assertThat(ask(new Hello(98, 99, "test", Map.of())))
                .isInstanceOfSatisfying(
                        Goodbye.class,
                        goodbye -> assertThat(goodbye.reason()).contains("98 to 99"));
    }

    static Stream<Frame> framesOfVersion2() {
        return Stream.of(
                new Compile("public", "SELECT 1", List.of()),
                new SetValue(1, new Ticket(1, 1, 1), "public", "a", 5, true));
    }

    @ParameterizedTest
    @MethodSource("framesOfVersion2")
    void takesFramesOfVersion2OnlyOnAConnectionOfVersion2(Frame frame) {
        assertThat(hello(1, 2)).isEqualTo(2);
        assertThat(ask(frame)).isEqualTo(answer);
        assertThat(handled).containsExactly(frame);
    }

    @ParameterizedTest
    @MethodSource("framesOfVersion2")
    void endsAConnectionOfVersion1ThatSendsAFrameOfVersion2(Frame frame) {
        hello(1, 1);
        assertThat(ask(frame))
                .isEqualTo(
                        new Goodbye(
                                "08P01",
                                "protocol version 1 has no frame of type " + frame.type()));
        assertThat(handled).isEmpty();
    }

    private static Result result(@Nullable Object... values) {
        List<ResultColumn> columns =
                Collections.nCopies(values.length, new ResultColumn("x", "text"));
        return new Result(columns, List.of(Arrays.asList(values)), -1, List.of());
    }

    @Test
    void sendsNewKindsOfValuesAsTextsToAClientOfVersion1() {
        hello(1, 1);
        answer =
                result(
                        7L,
                        null,
                        true,
                        "x",
                        new BigDecimal("1E+2"),
                        0.5,
                        Instant.parse("2026-01-02T03:04:05.000600Z"));
        assertThat(ask(QUERY))
                .isEqualTo(
                        result(7L, null, true, "x", "100", "0.5", "2026-01-02 03:04:05.000600+00"));
    }

    @Test
    void sendsNewKindsOfValuesAsTheyAreToAClientOfVersion2() {
        hello(1, 2);
        answer = result(new BigDecimal("1.50"), 0.5, Instant.parse("2026-01-02T03:04:05Z"));
        assertThat(ask(QUERY)).isEqualTo(answer);
    }

    @Test
    void saysSoIfAnAnswerDoesNotFitIntoAFrame() {
        hello(1, 2);
        answer = result("x".repeat(WireLimits.FRAME_BYTES_MAX));
        assertThat(ask(QUERY))
                .isInstanceOfSatisfying(
                        Failure.class,
                        failure -> {
                            assertThat(failure.sqlState()).isEqualTo("54000");
                            assertThat(failure.retry()).isEqualTo(Retry.NEVER);
                            assertThat(failure.message()).startsWith("the answer can not be sent");
                        });
    }
}
