package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.nextval.server.harness.FuzzSeeds;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.WireException;
import io.nextval.wire.WireLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Whatever a client sends, in whatever pieces, the server cuts the same frames out of it, stops at
 * the same violation, and gives back all memory. The first byte of an input is the size of the
 * pieces; the frames may be long if it is odd.
 */
@Timeout(30)
class FrameDecoderFuzzTest {
    static List<byte[]> streams() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(7);
        for (GoldenFramesTest.Golden frame : GoldenFramesTest.clientFrames()) {
            all.writeBytes(frame.bytes());
            byte[] one = new byte[frame.bytes().length + 1];
            one[0] = (byte) seeds.size();
            System.arraycopy(frame.bytes(), 0, one, 1, frame.bytes().length);
            seeds.add(one);
        }
        seeds.add(all.toByteArray());
        return seeds;
    }

    @MethodSource("streams")
    @FuzzTest
    void piecesDoNotMatter(byte[] input) {
        int first = input.length == 0 ? 1 : input[0] & 0xFF;
        List<String> expected = expected(input, first % 2 == 1);
        assertThat(cut(input, Math.max(1, first), first % 2 == 1)).isEqualTo(expected);
        assertThat(cut(input, Math.max(1, input.length), first % 2 == 1)).isEqualTo(expected);
    }

    @Test
    void piecesOfDamagedStreamsDoNotMatter() throws Exception {
        FuzzSeeds.damaged(streams(), 2_000, this::piecesDoNotMatter);
    }

    /** What the protocol's page says. */
    private static List<String> expected(byte[] input, boolean mayBeLong) {
        List<String> found = new ArrayList<>();
        ByteBuffer in = ByteBuffer.wrap(input).position(Math.min(1, input.length));
        int max = mayBeLong ? WireLimits.FRAME_BYTES_MAX : WireLimits.HANDSHAKE_FRAME_BYTES_MAX;
        try {
            while (in.remaining() >= WireLimits.LENGTH_BYTES) {
                int length = FrameCodec.checkLength(in.getInt(), max);
                if (in.remaining() < length) {
                    return found;
                }
                found.add(FrameCodec.decode(in.slice(in.position(), length)).toString());
                in.position(in.position() + length);
            }
        } catch (WireException e) {
            found.add(e.getMessage());
        }
        return found;
    }

    private static List<String> cut(byte[] input, int piece, boolean mayBeLong) {
        LargeFrames large = new LargeFrames();
        FrameDecoder decoder = new FrameDecoder(large);
        if (mayBeLong) {
            decoder.handshakeDone();
        }
        List<String> found = new ArrayList<>();
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        decoder,
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void channelRead(ChannelHandlerContext context, Object frame) {
                                large.give(decoder.takeHeld());
                                found.add(frame.toString());
                            }
                        });
        try {
            for (int at = 1; at < input.length; at += piece) {
                int length = Math.min(piece, input.length - at);
                channel.writeInbound(Unpooled.wrappedBuffer(input, at, length));
            }
        } catch (DecoderException e) {
            Throwable violation = Objects.requireNonNull(e.getCause());
            assertThat(violation).isInstanceOf(WireException.class);
            found.add(violation.getMessage());
            decoder.discard();
        }
        channel.finishAndReleaseAll();
        assertThat(large.taken()).isZero();
        return found;
    }
}
