package io.nextval.server.command;

import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;

/** A sequence's definition in bytes, as log entries and snapshots have it. Stateless. */
public final class DefinitionCodec {
    private static final int CYCLE = 1;
    private static final int ORDERED = 2;

    private DefinitionCodec() {}

    public static void write(ByteWriter out, SequenceDefinition definition) {
        out.writeByte(typeCode(definition.dataType()));
        out.writeSigned(definition.start());
        out.writeSigned(definition.increment());
        out.writeSigned(definition.minValue());
        out.writeSigned(definition.maxValue());
        out.writeSigned(definition.cache());
        out.writeByte((definition.cycle() ? CYCLE : 0) | (definition.ordered() ? ORDERED : 0));
    }

    /** Reads any definition that was written, whether or not it makes sense. */
    public static SequenceDefinition read(ByteReader in) {
        DataType type = type(in);
        long start = in.readSigned("start");
        long increment = in.readSigned("increment");
        long minValue = in.readSigned("minimum");
        long maxValue = in.readSigned("maximum");
        long cache = in.readSigned("cache");
        int flags = in.readByte("sequence flags");
        if ((flags & ~(CYCLE | ORDERED)) != 0) {
            throw in.fail("unknown sequence flags " + flags);
        }
        return new SequenceDefinition(
                type,
                start,
                increment,
                minValue,
                maxValue,
                (flags & CYCLE) != 0,
                cache,
                (flags & ORDERED) != 0);
    }

    static int typeCode(DataType type) {
        return switch (type) {
            case SMALLINT -> 1;
            case INTEGER -> 2;
            case BIGINT -> 3;
        };
    }

    static DataType type(ByteReader in) {
        int code = in.readByte("data type");
        return switch (code) {
            case 1 -> DataType.SMALLINT;
            case 2 -> DataType.INTEGER;
            case 3 -> DataType.BIGINT;
            default -> throw in.fail("unknown data type " + code);
        };
    }
}
