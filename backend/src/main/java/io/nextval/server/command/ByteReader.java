package io.nextval.server.command;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads what {@link ByteWriter} wrote and believes nothing: every length is checked against what is
 * there before anything is allocated, and there is exactly one way to write each value. The failure
 * that is thrown is its owner's. One thread at a time.
 */
public final class ByteReader {
    private final ByteBuffer buffer;
    private final int origin;
    private final Function<String, ? extends RuntimeException> failure;
    private int end;

    /**
     * Reads a view of the buffer, from its position to its limit; the buffer itself is left alone.
     *
     * @param failure makes the exception for bytes that are not what they should be
     */
    public ByteReader(ByteBuffer buffer, Function<String, ? extends RuntimeException> failure) {
        this.buffer = buffer.duplicate();
        this.failure = failure;
        origin = buffer.position();
        end = buffer.limit();
    }

    public int position() {
        return buffer.position() - origin;
    }

    public int remaining() {
        return end - buffer.position();
    }

    /** The owner's exception for what was just read, with the place. */
    public RuntimeException fail(String problem) {
        return failure.apply(problem + " at byte " + position());
    }

    public void require(boolean condition, String problem) {
        if (!condition) {
            throw fail(problem);
        }
    }

    /** Narrows reading to the next {@code length} bytes; returns what {@link #leave} needs. */
    int enter(int length) {
        int outer = end;
        end = buffer.position() + length;
        return outer;
    }

    /** Ends what {@link #enter} began, all of which must have been read. */
    void leave(int outer) {
        if (buffer.position() != end) {
            throw fail(remaining() + " bytes too many");
        }
        end = outer;
    }

    public int readByte(String what) {
        if (buffer.position() >= end) {
            throw fail(what + " is cut short");
        }
        return buffer.get() & 0xFF;
    }

    /** One byte within {@code 0…max}. */
    int readByteUpTo(int max, String what) {
        int value = readByte(what);
        if (value > max) {
            throw fail(what + " is " + value + ", more than " + max + ",");
        }
        return value;
    }

    public boolean readBoolean(String what) {
        int value = readByte(what);
        if (value > 1) {
            throw fail(what + " is " + value + ", not 0 or 1,");
        }
        return value == 1;
    }

    public int readFixedInt(String what) {
        need(4, what);
        return buffer.getInt();
    }

    public long readUnsigned(String what) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = readByte(what);
            if (shift == 63 && b > 1) {
                throw fail(what + " has more than 64 bits");
            }
            value |= (long) (b & 0x7F) << shift;
            if (b < 0x80) {
                if (b == 0 && shift > 0) {
                    throw fail(what + " is not in its shortest form");
                }
                return value;
            }
        }
        throw fail(what + " has more than 64 bits");
    }

    public long readSigned(String what) {
        long value = readUnsigned(what);
        return (value >>> 1) ^ -(value & 1);
    }

    /** An unsigned number within {@code 0…max}. */
    public long readUpTo(long max, String what) {
        long value = readUnsigned(what);
        if (value < 0 || value > max) {
            throw fail(
                    what
                            + " "
                            + Long.toUnsignedString(value)
                            + " is more than the limit of "
                            + max
                            + ",");
        }
        return value;
    }

    /** A number of items that each take at least {@code bytesEach}, checked against the rest. */
    public int readCount(int max, int bytesEach, String what) {
        int count = (int) readUpTo(max, what);
        if ((long) count * bytesEach > remaining()) {
            throw fail(what + " " + count + " is more than " + remaining() + " bytes can hold,");
        }
        return count;
    }

    public UUID readUuid(String what) {
        need(16, what);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    public String readText(int bytesMax, String what) {
        int length = (int) readUpTo(bytesMax, what + " length");
        need(length, what);
        ByteBuffer utf8 = buffer.slice(buffer.position(), length);
        try {
            String text = StandardCharsets.UTF_8.newDecoder().decode(utf8).toString();
            buffer.position(buffer.position() + length);
            return text;
        } catch (CharacterCodingException e) {
            throw fail(what + " is not UTF-8");
        }
    }

    private void need(int bytes, String what) {
        if (remaining() < bytes) {
            throw fail(what + " is cut short");
        }
    }
}
