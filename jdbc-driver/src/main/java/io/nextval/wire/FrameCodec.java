package io.nextval.wire;

import java.nio.ByteBuffer;

/**
 * Turns frames into bytes and back. Stateless; any thread. On the socket a frame is a big-endian
 * u32 length, then that many bytes: type byte, request id (varint), fields.
 */
public final class FrameCodec {
    private FrameCodec() {}

    /** The whole frame, its length included. The request id is 0 for a {@link Goodbye}. */
    public static byte[] encode(int requestId, Frame frame) {
        WireWriter out = new WireWriter();
        out.u8(frame.type());
        out.unsigned(requestId);
        if (frame.type() < FrameType.WELCOME) {
            ClientFrames.write(frame, out);
        } else {
            ServerFrames.write(frame, out);
        }
        return out.toFrame();
    }

    /**
     * Reads the one frame that fills {@code afterLength} from position to limit, and leaves it
     * consumed. Throws {@link WireException} for anything else, trailing bytes included.
     */
    public static Envelope decode(ByteBuffer afterLength) {
        WireReader in = new WireReader(afterLength);
        int type = in.u8();
        int requestId = in.unsignedInt();
        Frame frame =
                type < FrameType.WELCOME
                        ? ClientFrames.read(type, in)
                        : ServerFrames.read(type, in);
        if (in.remaining() > 0) {
            throw new WireException(
                    in.remaining() + " bytes left over after " + frame.getClass().getSimpleName());
        }
        return new Envelope(requestId, frame);
    }

    /**
     * Checks the length in front of a frame, an unsigned 32-bit number, against {@code max}, before
     * anything is allocated for it.
     */
    public static int checkLength(int length, int max) {
        if (length < 2 || length > max) {
            throw new WireException(
                    "frame length "
                            + Integer.toUnsignedLong(length)
                            + " is outside 2 to "
                            + max
                            + " bytes; is the peer a Nextval of a matching version?");
        }
        return length;
    }
}
