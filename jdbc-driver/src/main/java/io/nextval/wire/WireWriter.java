package io.nextval.wire;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** Writes one frame's fields into a growing array; used by one thread for one frame. */
final class WireWriter {
    private byte[] bytes = new byte[64];
    private int size = WireLimits.LENGTH_BYTES;

    /** The whole frame with its length in front. */
    byte[] toFrame() {
        int length = size - WireLimits.LENGTH_BYTES;
        if (length > WireLimits.FRAME_BYTES_MAX) {
            throw new WireException(
                    "frame of "
                            + length
                            + " bytes exceeds the limit of "
                            + WireLimits.FRAME_BYTES_MAX
                            + " bytes");
        }
        bytes[0] = (byte) (length >>> 24);
        bytes[1] = (byte) (length >>> 16);
        bytes[2] = (byte) (length >>> 8);
        bytes[3] = (byte) length;
        return Arrays.copyOf(bytes, size);
    }

    void u8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    void bool(boolean value) {
        u8(value ? 1 : 0);
    }

    void fixed32(int value) {
        u8(value >>> 24);
        u8(value >>> 16);
        u8(value >>> 8);
        u8(value);
    }

    private void fixed64(long value) {
        fixed32((int) (value >>> 32));
        fixed32((int) value);
    }

    /** A count or number that must not be negative. */
    void unsigned(long value) {
        if (value < 0) {
            throw new WireException("negative value " + value + " in an unsigned field");
        }
        varint(value);
    }

    void signed(long value) {
        varint((value << 1) ^ (value >> 63));
    }

    private void varint(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    void string(String value) {
        ByteBuffer encoded;
        try {
            encoded =
                    StandardCharsets.UTF_8
                            .newEncoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .encode(CharBuffer.wrap(value));
        } catch (CharacterCodingException e) {
            throw new WireException("text with an unpaired surrogate can not be sent", e);
        }
        int length = encoded.remaining();
        varint(length);
        room(length);
        encoded.get(bytes, size, length);
        size += length;
    }

    void uuid(UUID value) {
        fixed64(value.getMostSignificantBits());
        fixed64(value.getLeastSignificantBits());
    }

    /**
     * The position is the code: enums of the wire grow only at their end, and golden frames hold
     * it.
     */
    @SuppressWarnings("EnumOrdinal")
    void choice(Enum<?> value) {
        u8(value.ordinal());
    }

    /** A value of a row or parameter: a tag byte, then the content. */
    void value(@Nullable Object value) {
        if (value == null) {
            u8(ValueTag.NULL);
        } else if (value instanceof Long number) {
            u8(ValueTag.LONG);
            signed(number);
        } else if (value instanceof Integer number) {
            u8(ValueTag.LONG);
            signed(number);
        } else if (value instanceof String text) {
            u8(ValueTag.STRING);
            string(text);
        } else if (value instanceof Boolean flag) {
            u8(ValueTag.BOOLEAN);
            bool(flag);
        } else if (value instanceof BigDecimal decimal) {
            u8(ValueTag.DECIMAL);
            string(Values.text(decimal));
        } else if (value instanceof Double number) {
            u8(ValueTag.DOUBLE);
            fixed64(Double.doubleToRawLongBits(number));
        } else if (value instanceof Instant instant) {
            u8(ValueTag.INSTANT);
            signed(Values.micros(instant));
        } else {
            throw new WireException(
                    "a value of " + value.getClass().getName() + " can not be sent");
        }
    }

    <T extends @Nullable Object> void list(List<T> items, BiConsumer<WireWriter, T> writeItem) {
        list(items, WireLimits.LIST_ITEMS_MAX, writeItem);
    }

    <T extends @Nullable Object> void list(
            List<T> items, int max, BiConsumer<WireWriter, T> writeItem) {
        if (items.size() > max) {
            throw new WireException("list of " + items.size() + " exceeds the limit of " + max);
        }
        varint(items.size());
        for (T item : items) {
            writeItem.accept(this, item);
        }
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            long wanted = Math.max((long) bytes.length * 2, (long) size + more);
            long most = WireLimits.FRAME_BYTES_MAX * 2L;
            if ((long) size + more > most) {
                throw new WireException(
                        "frame exceeds the limit of " + WireLimits.FRAME_BYTES_MAX + " bytes");
            }
            bytes = Arrays.copyOf(bytes, (int) Math.min(wanted, most));
        }
    }
}
