package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.nextval.fuzz.Allocation;
import io.nextval.fuzz.Seeds;
import io.nextval.wire.Envelope;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Granted;
import io.nextval.wire.Next;
import io.nextval.wire.Pong;
import io.nextval.wire.Retry;
import io.nextval.wire.Ticket;
import io.nextval.wire.WireException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/**
 * Whatever a server sends, in whatever pieces and with whatever pauses, the driver cuts the same
 * frames out of it, and stops at the same violation. The first byte of an input is the size of the
 * pieces.
 */
@Timeout(30)
class FrameInputFuzzTest {
    /** A frame that is not complete is kept in a buffer that doubles; objects come on top. */
    private static final int BYTES_EACH = 1_000;

    static List<byte[]> streams() {
        Frame failure = new Failure("2200H", Retry.NEVER, "no more", "d", "h", 3);
        return List.of(
                stream(1, new Granted(4_097, 1, 2, 1, null), new Pong(), failure),
                stream(7, new Pong(), new Goodbye("57P01", "bye")),
                stream(200, failure, failure, failure),
                stream(3, new Pong(), new Next(1, new Ticket(1, 2, 1), 7, 1, false)));
    }

    private static byte[] stream(int piece, Frame... frames) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(piece);
        for (Frame frame : frames) {
            out.writeBytes(FrameCodec.encode(9, frame));
        }
        return out.toByteArray();
    }

    @MethodSource("streams")
    @FuzzTest
    void piecesDoNotMatter(byte[] input) {
        int piece = input.length == 0 ? 1 : Math.max(1, input[0] & 0xFF);
        Allocation.bounded(
                input,
                BYTES_EACH,
                () -> {
                    List<String> whole = read(new Pieces(input, input.length, false));
                    assertThat(read(new Pieces(input, piece, true))).isEqualTo(whole);
                    assertThat(whole).last().asString().matches("end|08P01 .+");
                });
    }

    @Test
    void piecesOfDamagedStreamsDoNotMatter() throws Exception {
        Seeds.damaged(streams(), 3_000, this::piecesDoNotMatter);
    }

    private static List<String> read(InputStream in) {
        FrameInput input = new FrameInput(in);
        List<String> found = new ArrayList<>();
        try {
            while (true) {
                for (Envelope next = input.next(); next != null; next = input.next()) {
                    assertThat(next.frame().type()).isGreaterThanOrEqualTo(0x80);
                    found.add(next.toString());
                }
                fill(input);
            }
        } catch (EOFException e) {
            found.add("end");
        } catch (WireException e) {
            found.add(e.sqlState() + " " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static void fill(FrameInput input) throws IOException {
        try {
            input.fill();
        } catch (SocketTimeoutException e) {
            input.fill();
        }
    }

    /** All bytes but the first, in pieces; if so wanted, there is nothing at every other read. */
    private static final class Pieces extends InputStream {
        private final byte[] bytes;
        private final int piece;
        private final boolean pauses;
        private int at = 1;
        private boolean paused;

        Pieces(byte[] bytes, int piece, boolean pauses) {
            this.bytes = bytes;
            this.piece = piece;
            this.pauses = pauses;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("one byte at a time is too slow");
        }

        @Override
        public int read(byte[] to, int offset, int length) throws IOException {
            paused = pauses && !paused;
            if (paused) {
                throw new SocketTimeoutException("nothing yet");
            }
            if (at >= bytes.length) {
                return -1;
            }
            int count = Math.min(Math.min(piece, length), bytes.length - at);
            System.arraycopy(bytes, at, to, offset, count);
            at += count;
            return count;
        }
    }
}
