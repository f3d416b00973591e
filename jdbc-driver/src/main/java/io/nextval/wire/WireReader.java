package io.nextval.wire;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Reads one frame's fields from a buffer; used by one thread for one frame. Every read checks what
 * is left first, so no input leads to anything but a value or a {@link WireException}, and nothing
 * is allocated for a length that the frame does not hold.
 */
final class WireReader {
    private final ByteBuffer in;

    WireReader(ByteBuffer in) {
        this.in = in;
    }

    int remaining() {
        return in.remaining();
    }

    int u8() {
        need(1);
        return in.get() & 0xFF;
    }

    boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new WireException("boolean byte " + value + " is neither 0 nor 1");
        }
        return value == 1;
    }

    int fixed32() {
        need(4);
        return (u8() << 24) | (u8() << 16) | (u8() << 8) | u8();
    }

    private long fixed64() {
        return ((long) fixed32() << 32) | (fixed32() & 0xFFFF_FFFFL);
    }

    /** 0 … 2^31-1. */
    int unsignedInt() {
        long value = varint();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw new WireException("number " + Long.toUnsignedString(value) + " exceeds 31 bits");
        }
        return (int) value;
    }

    /** 0 … 2^63-1. */
    long unsigned() {
        long value = varint();
        if (value < 0) {
            throw new WireException("number " + Long.toUnsignedString(value) + " exceeds 63 bits");
        }
        return value;
    }

    /** 1 … 2^63-1. */
    long count() {
        long value = unsigned();
        if (value == 0) {
            throw new WireException("a count of 0");
        }
        return value;
    }

    long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    int signedInt() {
        long value = signed();
        if (value != (int) value) {
            throw new WireException("number " + value + " exceeds 32 bits");
        }
        return (int) value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = u8();
            if (shift == 63 && next > 1) {
                break;
            }
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new WireException("number exceeds 64 bits");
    }

    String string() {
        int length = unsignedInt();
        need(length);
        ByteBuffer slice = in.slice(in.position(), length);
        in.position(in.position() + length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(slice).toString();
        } catch (CharacterCodingException e) {
            throw new WireException("text is not UTF-8", e);
        }
    }

    UUID uuid() {
        long high = fixed64();
        return new UUID(high, fixed64());
    }

    <E extends Enum<E>> E choice(E[] choices) {
        int code = u8();
        if (code >= choices.length) {
            throw new WireException(
                    "unknown " + choices[0].getDeclaringClass().getSimpleName() + " " + code);
        }
        return choices[code];
    }

    @Nullable Object value() {
        int tag = u8();
        return switch (tag) {
            case ValueTag.NULL -> null;
            case ValueTag.LONG -> signed();
            case ValueTag.STRING -> string();
            case ValueTag.BOOLEAN -> bool();
            case ValueTag.DECIMAL -> Values.decimal(string());
            case ValueTag.DOUBLE -> Double.longBitsToDouble(fixed64());
            case ValueTag.INSTANT -> Values.instant(signed());
            default -> throw new WireException("unknown value tag " + tag);
        };
    }

    <T extends @Nullable Object> List<T> list(Function<WireReader, T> readItem) {
        return list(WireLimits.LIST_ITEMS_MAX, readItem);
    }

    /** Every item takes at least one byte, so a count above what is left is refused at once. */
    <T extends @Nullable Object> List<T> list(int max, Function<WireReader, T> readItem) {
        int count = unsignedInt();
        if (count > max || count > in.remaining()) {
            throw new WireException("list of " + count + " does not fit");
        }
        List<T> items = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            items.add(readItem.apply(this));
        }
        return Collections.unmodifiableList(items);
    }

    private void need(int bytes) {
        if (in.remaining() < bytes) {
            throw new WireException(
                    "frame ends early: " + bytes + " bytes wanted, " + in.remaining() + " left");
        }
    }
}
