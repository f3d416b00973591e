package io.nextval.client;

import io.nextval.wire.Envelope;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.WireException;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Cuts a socket's bytes into frames; used by one thread at a time. A read that times out takes
 * nothing, so it can be repeated.
 */
final class FrameInput {
    private static final int BYTES_MIN = 16 * 1024;

    private final InputStream in;
    private ByteBuffer view = ByteBuffer.wrap(new byte[BYTES_MIN]);
    private int start;
    private int end;
    private int frameBytesMax = WireLimits.HANDSHAKE_FRAME_BYTES_MAX;

    FrameInput(InputStream in) {
        this.in = in;
    }

    void handshakeDone() {
        frameBytesMax = WireLimits.FRAME_BYTES_MAX;
    }

    /** Reads what is there, waiting for at least one byte as long as the socket's timeout says. */
    void fill() throws IOException {
        byte[] bytes = view.array();
        if (start == end) {
            start = 0;
            end = 0;
            if (bytes.length > BYTES_MIN) {
                view = ByteBuffer.wrap(new byte[BYTES_MIN]);
                bytes = view.array();
            }
        } else if (end == bytes.length) {
            int length = end - start;
            if (start > 0) {
                System.arraycopy(bytes, start, bytes, 0, length);
            } else {
                view = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length * 2));
                bytes = view.array();
            }
            start = 0;
            end = length;
        }
        int count = in.read(bytes, end, bytes.length - end);
        if (count < 0) {
            throw new EOFException("the server closed the connection");
        }
        end += count;
    }

    /** The next whole frame that was read, or null. */
    @Nullable Envelope next() {
        if (end - start < WireLimits.LENGTH_BYTES) {
            return null;
        }
        view.limit(end);
        view.position(start);
        int length = FrameCodec.checkLength(view.getInt(), frameBytesMax);
        if (view.remaining() < length) {
            return null;
        }
        start = view.position() + length;
        view.limit(start);
        Envelope envelope = FrameCodec.decode(view);
        if (envelope.frame().type() < FIRST_SERVER_TYPE) {
            throw new WireException(
                    "a server sent a client's frame, "
                            + envelope.frame().getClass().getSimpleName());
        }
        return envelope;
    }

    private static final int FIRST_SERVER_TYPE = 0x80;
}
