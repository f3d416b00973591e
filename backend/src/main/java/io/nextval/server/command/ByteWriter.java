package io.nextval.server.command;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/**
 * A growing byte array and the primitives that log entries and snapshots are made of: unsigned
 * LEB128, zigzag, big-endian fixed width, length-prefixed UTF-8. One thread at a time.
 */
public final class ByteWriter {
    private byte[] bytes;
    private int size;

    public ByteWriter(int capacity) {
        bytes = new byte[Math.max(capacity, 16)];
    }

    /** How many bytes are written. */
    public int size() {
        return size;
    }

    /** The backing array, valid until the next write; the first {@link #size} bytes count. */
    public byte[] array() {
        return bytes;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    public void writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    /** Four bytes, big-endian. */
    public void writeFixedInt(int value) {
        reserve(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Eight bytes, big-endian. */
    public void writeFixedLong(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    /** Unsigned LEB128: seven bits a byte, low ones first; a negative value takes ten bytes. */
    public void writeUnsigned(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Zigzag, then LEB128: small magnitudes of either sign are short. */
    public void writeSigned(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    public void writeUuid(UUID value) {
        writeFixedLong(value.getMostSignificantBits());
        writeFixedLong(value.getLeastSignificantBits());
    }

    /** Length in bytes, then UTF-8. */
    public void writeText(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeUnsigned(utf8.length);
        reserve(utf8.length);
        System.arraycopy(utf8, 0, bytes, size, utf8.length);
        size += utf8.length;
    }

    /**
     * Puts a length before what was written since {@code start}, where one byte was left free for
     * it. Nearly all commands are shorter than 128 bytes, so that nearly always the one byte is
     * enough.
     */
    void closeLength(int start) {
        int length = size - start - 1;
        if (length < 0x80) {
            bytes[start] = (byte) length;
        } else {
            closeLongLength(start, length);
        }
    }

    private void closeLongLength(int start, int length) {
        int extra = 0;
        for (int rest = length >>> 7; rest != 0; rest >>>= 7) {
            extra++;
        }
        reserve(extra);
        System.arraycopy(bytes, start + 1, bytes, start + 1 + extra, length);
        size = start;
        writeUnsigned(length);
        size += length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        long least = (long) size + more;
        if (least > Integer.MAX_VALUE - 8) {
            throw new CommandFormatException("more than 2 GiB in one entry or snapshot");
        }
        int capacity = (int) Math.min(Math.max(least, 2L * bytes.length), Integer.MAX_VALUE - 8);
        bytes = Arrays.copyOf(bytes, capacity);
    }
}
