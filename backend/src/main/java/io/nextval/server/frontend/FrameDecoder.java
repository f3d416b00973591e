package io.nextval.server.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.nextval.server.config.ServerLimits;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Cuts the byte stream into frames and decodes them. A length is checked before anything is
 * buffered for it: small until the handshake is done, see {@link WireLimits}; and a large frame
 * needs a share of the node's memory for such, and must be complete in time.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private final LargeFrames large;
    private int frameBytesMax = WireLimits.HANDSHAKE_FRAME_BYTES_MAX;
    private boolean discarding;

    /** Bytes taken for a large frame that is not complete yet, 0 for none. */
    private int coming;

    /** Bytes taken for the frame that was handed on last, 0 if it was small. */
    private int held;

    private @Nullable Future<?> deadline;

    FrameDecoder(LargeFrames large) {
        this.large = large;
    }

    /** From here on whatever comes is thrown away: the connection is about to be closed. */
    void discard() {
        discarding = true;
        giveUp();
    }

    /** The client said hello: from here on frames may be large. */
    void handshakeDone() {
        frameBytesMax = WireLimits.FRAME_BYTES_MAX;
    }

    /** The bytes taken for the frame that was handed on last; whoever asks gives them back. */
    int takeHeld() {
        int bytes = held;
        held = 0;
        return bytes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (discarding) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (in.readableBytes() < WireLimits.LENGTH_BYTES) {
            return;
        }
        int start = in.readerIndex();
        int length = FrameCodec.checkLength(in.getInt(start), frameBytesMax);
        int end = WireLimits.LENGTH_BYTES + length;
        if (length >= LargeFrames.LARGE_BYTES && coming == 0) {
            expect(context, length);
        }
        if (in.readableBytes() < end) {
            return;
        }
        in.skipBytes(end);
        held = coming;
        coming = 0;
        cancelDeadline();
        try {
            out.add(FrameCodec.decode(in.nioBuffer(start + WireLimits.LENGTH_BYTES, length)));
        } catch (RuntimeException e) {
            large.give(takeHeld());
            throw e;
        }
    }

    private void expect(ChannelHandlerContext context, int length) {
        if (!large.take(length)) {
            throw new LimitException(
                    "53200",
                    "large requests of "
                            + large.taken()
                            + " bytes are under way, which leaves no room for one of "
                            + length
                            + "; send smaller ones, or try again soon");
        }
        coming = length;
        deadline =
                context.executor()
                        .schedule(
                                () -> late(context),
                                ServerLimits.LARGE_FRAME_MILLIS.value(),
                                TimeUnit.MILLISECONDS);
    }

    private void late(ChannelHandlerContext context) {
        if (coming != 0) {
            context.fireExceptionCaught(
                    new LimitException(
                            "08P01",
                            "a frame of "
                                    + coming
                                    + " bytes was not complete within "
                                    + ServerLimits.LARGE_FRAME_MILLIS.value()
                                    + " ms"));
        }
    }

    private void cancelDeadline() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }

    private void giveUp() {
        large.give(coming);
        coming = 0;
        cancelDeadline();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) {
        giveUp();
    }
}
