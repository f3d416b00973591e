package io.nextval.server.command;

import io.nextval.sql.DataType;
import io.nextval.sql.SequenceOptions;
import io.nextval.sql.SequenceOptions.Bound;

import org.jspecify.annotations.Nullable;

/**
 * The options of an ALTER SEQUENCE in bytes: flags that say which are there, then the values of
 * those that have one, in the order of the flags. Stateless.
 */
final class OptionsCodec {
    private static final int TYPE = 1;
    private static final int START = 1 << 1;
    private static final int INCREMENT = 1 << 2;
    private static final int MIN = 1 << 3;
    private static final int MIN_VALUE = 1 << 4;
    private static final int MAX = 1 << 5;
    private static final int MAX_VALUE = 1 << 6;
    private static final int CACHE = 1 << 7;
    private static final int CYCLE = 1 << 8;
    private static final int CYCLE_ON = 1 << 9;
    private static final int ORDER = 1 << 10;
    private static final int ORDER_ON = 1 << 11;
    private static final int ALL = (1 << 12) - 1;

    private OptionsCodec() {}

    static void write(ByteWriter out, SequenceOptions options) {
        out.writeUnsigned(flags(options));
        if (options.dataType() != null) {
            out.writeByte(DefinitionCodec.typeCode(options.dataType()));
        }
        value(out, options.start());
        value(out, options.increment());
        value(out, options.minValue() == null ? null : options.minValue().value());
        value(out, options.maxValue() == null ? null : options.maxValue().value());
        value(out, options.cache());
    }

    private static int flags(SequenceOptions options) {
        return (options.dataType() == null ? 0 : TYPE)
                | (options.start() == null ? 0 : START)
                | (options.increment() == null ? 0 : INCREMENT)
                | bound(options.minValue(), MIN, MIN_VALUE)
                | bound(options.maxValue(), MAX, MAX_VALUE)
                | (options.cache() == null ? 0 : CACHE)
                | choice(options.cycle(), CYCLE, CYCLE_ON)
                | choice(options.ordered(), ORDER, ORDER_ON);
    }

    private static int bound(@Nullable Bound bound, int said, int value) {
        return bound == null ? 0 : bound.value() == null ? said : said | value;
    }

    private static int choice(@Nullable Boolean choice, int said, int on) {
        return choice == null ? 0 : choice ? said | on : said;
    }

    private static void value(ByteWriter out, @Nullable Long value) {
        if (value != null) {
            out.writeSigned(value);
        }
    }

    static SequenceOptions read(ByteReader in) {
        int flags = (int) in.readUpTo(ALL, "option flags");
        check(in, flags, MIN, MIN_VALUE);
        check(in, flags, MAX, MAX_VALUE);
        check(in, flags, CYCLE, CYCLE_ON);
        check(in, flags, ORDER, ORDER_ON);
        DataType type = has(flags, TYPE) ? DefinitionCodec.type(in) : null;
        Long start = value(in, flags, START, "start");
        Long increment = value(in, flags, INCREMENT, "increment");
        Long min = value(in, flags, MIN_VALUE, "minimum");
        Long max = value(in, flags, MAX_VALUE, "maximum");
        Long cache = value(in, flags, CACHE, "cache");
        return new SequenceOptions(
                type,
                start,
                increment,
                has(flags, MIN) ? new Bound(min) : null,
                has(flags, MAX) ? new Bound(max) : null,
                has(flags, CYCLE) ? has(flags, CYCLE_ON) : null,
                cache,
                has(flags, ORDER) ? has(flags, ORDER_ON) : null);
    }

    private static void check(ByteReader in, int flags, int said, int value) {
        in.require(
                has(flags, said) || !has(flags, value),
                "option flags " + flags + " give a value to what was not said,");
    }

    private static @Nullable Long value(ByteReader in, int flags, int flag, String what) {
        return has(flags, flag) ? in.readSigned(what) : null;
    }

    private static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }
}
