package io.nextval.server.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nextval.server.config.ServerLimits;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Welcome;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Large frames: what is taken for them, for how long, and that it is given back. */
@Timeout(60)
class FrameDecoderTest {
    private static final int LENGTH = 1 << 20;

    private final FrontEnd frontEnd = FrontEnds.trusting();
    private final EmbeddedChannel channel =
            FrontEnds.channel(
                    frontEnd,
                    (request, requestId, replies) -> {
                        throw new IllegalStateException("nothing is asked here");
                    });

    @AfterEach
    void close() {
        channel.close().awaitUninterruptibly();
    }

    private Frame sent() {
        channel.runPendingTasks();
        channel.runScheduledPendingTasks();
        ByteBuf out = channel.readOutbound();
        assertThat(out).isNotNull();
        ByteBuffer bytes = out.nioBuffer();
        bytes.getInt();
        Frame frame = FrameCodec.decode(bytes).frame();
        out.release();
        return frame;
    }

    private void beginLargeFrame() {
        byte[] hello = FrameCodec.encode(1, new Hello(1, 3, "test", Map.of()));
        channel.writeInbound(Unpooled.wrappedBuffer(hello));
        assertThat(sent()).isInstanceOf(Welcome.class);
        channel.freezeTime();
        channel.writeInbound(Unpooled.buffer().writeInt(LENGTH).writeByte(1));
        assertThat(frontEnd.large().taken()).isEqualTo(LENGTH);
    }

    @Test
    void endsAConnectionWhoseLargeFrameDrips() {
        beginLargeFrame();
        long limit = ServerLimits.LARGE_FRAME_MILLIS.value();
        for (int i = 0; i < 9; i++) {
            channel.advanceTimeBy(limit / 10, TimeUnit.MILLISECONDS);
            channel.writeInbound(Unpooled.buffer().writeByte(1));
        }
        assertThat(channel.<ByteBuf>readOutbound()).isNull();
        channel.advanceTimeBy(limit / 10, TimeUnit.MILLISECONDS);
        assertThat(sent())
                .isEqualTo(
                        new Goodbye(
                                "08P01",
                                "a frame of 1048576 bytes was not complete within 30000 ms"));
        assertThat(frontEnd.large().taken()).isZero();
    }

    @Test
    void givesBackWhatWasTakenForAFrameThatNeverComes() {
        beginLargeFrame();
        channel.close().awaitUninterruptibly();
        assertThat(frontEnd.large().taken()).isZero();
    }

    @Test
    void givesBackWhatWasTakenForAFrameThatIsNone() {
        beginLargeFrame();
        channel.writeInbound(Unpooled.wrappedBuffer(new byte[LENGTH - 1]));
        assertThat(sent()).isInstanceOf(Goodbye.class);
        assertThat(frontEnd.large().taken()).isZero();
    }
}
