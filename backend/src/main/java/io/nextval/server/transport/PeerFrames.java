package io.nextval.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

import org.apache.ratis.thirdparty.com.google.protobuf.CodedOutputStream;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes between nodes.
 *
 * <pre>
 * connection := "NXVR" | version u8 = 1 | frame…        (the side that connects; the other: frame…)
 * frame      := u32 length of what follows | u8 call | u64 number of the call | message
 * </pre>
 *
 * The message is Ratis' protobuf for the call; for {@link PeerCall#ERROR} it is UTF-8. Numbers are
 * big-endian.
 */
final class PeerFrames {
    /** "NXVR", and the version. */
    static final byte[] PREFACE = {'N', 'X', 'V', 'R', 1};

    /** An entry has at most 1 MB, a chunk of a snapshot too; the rest is headers. */
    static final int FRAME_BYTES_MAX = 4 << 20;

    private static final int LENGTH_BYTES = 4;
    private static final int HEADER_BYTES = 9;
    private static final int ERROR_CHARS_MAX = 1_000;

    private PeerFrames() {}

    static void cutFrames(ChannelPipeline pipeline) {
        pipeline.addLast(
                new LengthFieldBasedFrameDecoder(
                        FRAME_BYTES_MAX, 0, LENGTH_BYTES, 0, LENGTH_BYTES));
    }

    static ByteBuf frame(ByteBufAllocator buffers, int call, long number, MessageLite message) {
        int size = message.getSerializedSize();
        ByteBuf out = header(buffers, call, number, size);
        try {
            CodedOutputStream coded =
                    CodedOutputStream.newInstance(out.nioBuffer(out.writerIndex(), size));
            message.writeTo(coded);
            coded.flush();
        } catch (IOException e) {
            out.release();
            throw new IllegalStateException("a message does not fit into its own size", e);
        }
        return out.writerIndex(out.writerIndex() + size);
    }

    static ByteBuf error(ByteBufAllocator buffers, long number, Throwable cause) {
        String text = String.valueOf(cause);
        byte[] bytes =
                text.substring(0, Math.min(text.length(), ERROR_CHARS_MAX))
                        .getBytes(StandardCharsets.UTF_8);
        return header(buffers, PeerCall.ERROR, number, bytes.length).writeBytes(bytes);
    }

    private static ByteBuf header(ByteBufAllocator buffers, int call, long number, int size) {
        if (size > FRAME_BYTES_MAX - LENGTH_BYTES - HEADER_BYTES) {
            throw new IllegalArgumentException(
                    "a message of " + size + " bytes exceeds the limit of a frame");
        }
        return buffers.directBuffer(LENGTH_BYTES + HEADER_BYTES + size)
                .writeInt(HEADER_BYTES + size)
                .writeByte(call)
                .writeLong(number);
    }
}
