package io.nextval.server.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.WireLimits;

import java.util.List;

/**
 * Cuts the byte stream into frames and decodes them. A length is checked before anything is
 * buffered for it: small until the handshake is done, see {@link WireLimits}.
 */
final class FrameDecoder extends ByteToMessageDecoder {
    private int frameBytesMax = WireLimits.HANDSHAKE_FRAME_BYTES_MAX;
    private boolean discarding;

    /** From here on whatever comes is thrown away: the connection is about to be closed. */
    void discard() {
        discarding = true;
    }

    /** The client said hello: from here on frames may be large. */
    void handshakeDone() {
        frameBytesMax = WireLimits.FRAME_BYTES_MAX;
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
        if (in.readableBytes() < end) {
            return;
        }
        in.skipBytes(end);
        out.add(FrameCodec.decode(in.nioBuffer(start + WireLimits.LENGTH_BYTES, length)));
    }
}
