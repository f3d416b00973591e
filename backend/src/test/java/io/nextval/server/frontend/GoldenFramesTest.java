package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nextval.wire.Envelope;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.FrameType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;

/** The frames that clients send, from the driver's frames.golden, through the server's decoder. */
@Timeout(60)
class GoldenFramesTest {
    private static final Path GOLDEN =
            Path.of("../jdbc-driver/src/test/resources/io/nextval/wire/frames.golden");
    private static final int TYPE_AT = 4;
    private static final long SEED = 42;

    /** One frame of the file: its name, its fields as text, its bytes in hex. */
    record Golden(String name, String text, String hex) {
        byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Golden> clientFrames() throws IOException {
        List<Golden> frames = new ArrayList<>();
        String[] blocks = Files.readString(GOLDEN).split("(?m)^== ", -1);
        for (int i = 1; i < blocks.length; i++) {
            List<String> lines = blocks[i].lines().toList();
            StringBuilder hex = new StringBuilder();
            for (String line : lines.subList(2, lines.size())) {
                hex.append(line.replaceFirst(";.*", "").replace(" ", ""));
            }
            Golden golden = new Golden(lines.get(0), lines.get(1), hex.toString());
            if ((golden.bytes()[TYPE_AT] & 0xFF) < FrameType.WELCOME) {
                frames.add(golden);
            }
        }
        return frames;
    }

    private static EmbeddedChannel channel() {
        FrameDecoder decoder = new FrameDecoder(new LargeFrames());
        decoder.handshakeDone();
        return new EmbeddedChannel(decoder);
    }

    private static Envelope read(EmbeddedChannel channel) {
        Object read = channel.readInbound();
        assertThat(read).isInstanceOf(Envelope.class);
        return (Envelope) read;
    }

    @Test
    void findsTheFramesOfTheDriver() throws IOException {
        assertThat(clientFrames())
                .extracting(Golden::name)
                .contains("hello", "next", "next-by-name", "execute-command", "execute-query");
    }

    @ParameterizedTest
    @MethodSource("clientFrames")
    void decodesAFrameThatComesByteByByte(Golden golden) {
        EmbeddedChannel channel = channel();
        byte[] bytes = golden.bytes();
        for (int i = 0; i < bytes.length - 1; i++) {
            assertThat(channel.writeInbound(Unpooled.wrappedBuffer(bytes, i, 1)))
                    .as("a frame after %d bytes", i + 1)
                    .isFalse();
        }
        channel.writeInbound(Unpooled.wrappedBuffer(bytes, bytes.length - 1, 1));
        Envelope envelope = read(channel);
        assertThat(envelope.frame()).hasToString(golden.text());
        assertThat(FrameCodec.encode(envelope.requestId(), envelope.frame())).isEqualTo(bytes);
        assertThat(channel.finish()).isFalse();
    }

    @Test
    void decodesAllFramesInOrderHoweverTheStreamIsCut() throws IOException {
        List<Golden> frames = clientFrames();
        ByteBuffer stream =
                ByteBuffer.allocate(frames.stream().mapToInt(f -> f.bytes().length).sum());
        frames.forEach(frame -> stream.put(frame.bytes()));
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 200; round++) {
            EmbeddedChannel channel = channel();
            for (int at = 0, length; at < stream.capacity(); at += length) {
                length = Math.min(random.nextInt(1, 64), stream.capacity() - at);
                byte[] chunk = Arrays.copyOfRange(stream.array(), at, at + length);
                channel.writeInbound(Unpooled.wrappedBuffer(chunk));
            }
            for (Golden golden : frames) {
                assertThat(read(channel).frame()).hasToString(golden.text());
            }
            assertThat(channel.finish()).isFalse();
        }
    }
}
