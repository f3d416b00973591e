package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nextval.server.harness.FuzzSeeds;
import io.nextval.server.harness.ScramTalk;
import io.nextval.server.observe.AuditLog;
import io.nextval.wire.Envelope;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Ping;
import io.nextval.wire.Result;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;
import io.nextval.wire.Welcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Whatever a client sends, in whatever order, it is let in by the password only, nothing of it
 * reaches the node before, and there is one Goodbye at most, with nothing behind it.
 *
 * <p>An input is a text, one message a line; {@code $} stands for the true message there.
 *
 * <pre>
 * trust  |  Hello MAX USER  |  Initial MECHANISM TEXT  |  Response TEXT  |  Ping  |  Query
 * Other LINE (with another request id)  |  anything else: the line's bytes as they are
 * </pre>
 */
@Timeout(30)
class HandshakeFuzzTest {
    private static final Logger AUDIT = (Logger) LoggerFactory.getLogger(AuditLog.LOGGER);
    private static final int REQUEST = 5;

    @BeforeAll
    static void keepQuiet() {
        AUDIT.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        AUDIT.setLevel(null);
    }

    @FuzzTest
    void nobodyGetsInWithoutThePassword(byte[] input) {
        List<String> lines = new String(input, StandardCharsets.ISO_8859_1).lines().toList();
        boolean trusting = lines.contains("trust");
        Run run = new Run(trusting ? FrontEnds.trusting() : FrontEnds.scram());
        for (String line : lines) {
            run.line(line);
        }
        run.end(trusting);
    }

    @Test
    void nobodyGetsInWithDamagedMessages() throws Exception {
        FuzzSeeds.damaged(
                FuzzSeeds.files(getClass(), "nobodyGetsInWithoutThePassword"),
                500,
                this::nobodyGetsInWithoutThePassword);
    }

    /** One connection. */
    private static final class Run {
        private final FrontEnd frontEnd;
        private final EmbeddedChannel channel;
        private final ScramTalk talk = ScramTalk.plain();
        private final List<Frame> answers = new ArrayList<>();
        private String challenge = "";
        private String user = "";
        private boolean proved;
        private boolean asked;

        Run(FrontEnd frontEnd) {
            this.frontEnd = frontEnd;
            this.channel = FrontEnds.channel(frontEnd, this::handle);
        }

        private void handle(Frame request, int requestId, Replies replies) {
            asked = true;
            assertThat(answers).hasAtLeastOneElementOfType(Welcome.class);
            replies.reply(requestId, new Result(List.of(), List.of(), 0, List.of()));
        }

        void line(String line) {
            boolean other = line.startsWith("Other ");
            String said = other ? line.substring("Other ".length()) : line;
            Frame frame = frame(said.split(" ", 3), other);
            byte[] bytes =
                    frame == null
                            ? line.getBytes(StandardCharsets.ISO_8859_1)
                            : FrameCodec.encode(other ? REQUEST + 1 : REQUEST, frame);
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
            channel.runPendingTasks();
            collect();
        }

        private @Nullable Frame frame(String[] words, boolean other) {
            String first = words.length > 1 ? words[1] : "";
            String second = words.length > 2 ? words[2] : "";
            return switch (words[0]) {
                case "Hello" -> hello(first, second);
                case "Initial" -> new SaslInitial(first, second.replace("$", talk.first()));
                case "Response" -> response(first, other);
                case "Ping" -> new Ping();
                case "Query" -> new Execute(-1, null, "public", "SELECT 1", List.of());
                default -> null;
            };
        }

        private Frame hello(String max, String name) {
            if (user.isEmpty()) {
                user = name;
            }
            int newest = max.length() == 1 ? max.charAt(0) & 0xF : 3;
            return new Hello(1, newest, "fuzz", Map.of("user", name));
        }

        private Frame response(String data, boolean other) {
            String proof = challenge.isEmpty() ? "" : talk.proof(challenge, FrontEnds.PASSWORD);
            String text = data.replace("$", proof);
            proved |= !other && !proof.isEmpty() && text.equals(proof) && user.equals("anna");
            return new SaslResponse(text);
        }

        private void collect() {
            for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                ByteBuffer bytes = out.nioBuffer();
                while (bytes.remaining() > 0) {
                    int length = bytes.getInt();
                    took(FrameCodec.decode(bytes.slice(bytes.position(), length)));
                    bytes.position(bytes.position() + length);
                }
                out.release();
            }
        }

        private void took(Envelope envelope) {
            assertThat(answers).doesNotHaveAnyElementsOfTypes(Goodbye.class);
            answers.add(envelope.frame());
            if (envelope.frame() instanceof SaslContinue next) {
                challenge = next.data().startsWith("r=" + nonce()) ? next.data() : "";
            } else if (envelope.frame() instanceof Goodbye goodbye) {
                assertThat(goodbye.sqlState()).matches("08P01|28000|28P01");
                assertThat(goodbye.reason()).isNotBlank();
            } else if (envelope.frame() instanceof Welcome) {
                assertThat(frontEnd.authenticator().auth().name().equals("TRUST") || proved)
                        .as("it knew the password")
                        .isTrue();
            }
        }

        private String nonce() {
            return talk.first().substring(talk.first().indexOf("r=") + 2);
        }

        void end(boolean trusting) {
            channel.checkException();
            channel.finishAndReleaseAll();
            assertThat(frontEnd.large().taken()).isZero();
            assertThat(asked && !trusting && !proved).as("asked without a password").isFalse();
        }
    }
}
