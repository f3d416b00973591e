package io.nextval.server.command;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Tasks and what belongs to them in bytes, as log entries and snapshots have them. Stateless. */
public final class TaskCodec {
    private static final int DROP_SEQUENCES = 1;
    private static final int DROP_SCHEMAS = 2;

    private TaskCodec() {}

    public static void write(ByteWriter out, Task task) {
        if (task instanceof Task.DropSequences drop) {
            out.writeByte(DROP_SEQUENCES);
            writeTargets(out, drop.sequences());
            out.writeBoolean(drop.ifExists());
        } else if (task instanceof Task.DropSchemas drop) {
            out.writeByte(DROP_SCHEMAS);
            out.writeUnsigned(drop.schemas().size());
            for (String schema : drop.schemas()) {
                out.writeText(schema);
            }
            out.writeBoolean(drop.ifExists());
            out.writeBoolean(drop.cascade());
        }
    }

    public static Task read(ByteReader in) {
        int kind = in.readByte("task kind");
        return switch (kind) {
            case DROP_SEQUENCES -> dropSequences(in);
            case DROP_SCHEMAS -> dropSchemas(in);
            default -> throw in.fail("unknown task kind " + kind);
        };
    }

    private static Task dropSequences(ByteReader in) {
        List<Target> sequences = readTargets(in);
        boolean ifExists = in.readBoolean("if exists");
        return sized(in, () -> new Task.DropSequences(sequences, ifExists));
    }

    private static Task dropSchemas(ByteReader in) {
        int count = in.readCount(CommandLimits.TASK_NAMES_MAX, 1, "schema count");
        String[] schemas = new String[count];
        for (int i = 0; i < count; i++) {
            schemas[i] = in.readText(CommandLimits.NAME_BYTES_MAX, "schema name");
        }
        boolean ifExists = in.readBoolean("if exists");
        boolean cascade = in.readBoolean("cascade");
        return sized(in, () -> new Task.DropSchemas(Arrays.asList(schemas), ifExists, cascade));
    }

    /** A task that is too small or too large is refused in its reader's words. */
    private static Task sized(ByteReader in, Supplier<Task> task) {
        try {
            return task.get();
        } catch (CommandFormatException e) {
            throw in.fail(String.valueOf(e.getMessage()));
        }
    }

    public static void writeTargets(ByteWriter out, List<Target> targets) {
        out.writeUnsigned(targets.size());
        for (Target target : targets) {
            out.writeText(target.schema());
            out.writeText(target.name());
        }
    }

    public static List<Target> readTargets(ByteReader in) {
        int count = in.readCount(CommandLimits.TASK_NAMES_MAX, 2, "sequence count");
        Target[] targets = new Target[count];
        for (int i = 0; i < count; i++) {
            targets[i] =
                    new Target(
                            in.readText(CommandLimits.NAME_BYTES_MAX, "schema name"),
                            in.readText(CommandLimits.NAME_BYTES_MAX, "sequence name"));
        }
        return Arrays.asList(targets);
    }

    public static void writeSchemas(ByteWriter out, List<SchemaRef> schemas) {
        out.writeUnsigned(schemas.size());
        for (SchemaRef schema : schemas) {
            out.writeUnsigned(schema.id());
            out.writeText(schema.name());
        }
    }

    public static List<SchemaRef> readSchemas(ByteReader in) {
        int count = in.readCount(CommandLimits.TASK_NAMES_MAX, 2, "schema count");
        SchemaRef[] schemas = new SchemaRef[count];
        for (int i = 0; i < count; i++) {
            schemas[i] =
                    new SchemaRef(
                            in.readUpTo(Long.MAX_VALUE - 2, "schema id"),
                            in.readText(CommandLimits.NAME_BYTES_MAX, "schema name"));
        }
        return Arrays.asList(schemas);
    }

    /**
     * A finding, as {@link #readFinding} reads it.
     *
     * @param more whether to write all of it, for those that {@link Finding#more}
     */
    public static void writeFinding(ByteWriter out, Finding finding, boolean more) {
        out.writeUnsigned(finding.count());
        writeTargets(out, finding.names());
        if (more) {
            writeTargets(out, finding.notOwned());
            out.writeUnsigned(finding.heldMillis());
        }
    }

    public static Finding readFinding(ByteReader in, boolean more) {
        long count = in.readUpTo(Long.MAX_VALUE, "count");
        List<Target> names = readTargets(in);
        return more
                ? new Finding(
                        count,
                        names,
                        readTargets(in),
                        in.readUpTo(CommandLimits.HELD_MILLIS_MAX, "hold"))
                : new Finding(count, names);
    }
}
