package io.nextval.server.command;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** Tasks and what belongs to them in bytes, as log entries and snapshots have them. Stateless. */
public final class TaskCodec {
    private static final int DROP_SEQUENCES = 1;
    private static final int DROP_SCHEMAS = 2;
    private static final int GRANT_ON_SEQUENCES = 3;
    private static final int GRANT_IN_SCHEMAS = 4;
    private static final int LIMIT_TEXT_BYTES_MAX = 1024;

    private TaskCodec() {}

    public static void write(ByteWriter out, Task task) {
        if (task instanceof Task.DropSequences drop) {
            out.writeByte(DROP_SEQUENCES);
            writeTargets(out, drop.sequences());
            out.writeBoolean(drop.ifExists());
        } else if (task instanceof Task.DropSchemas drop) {
            out.writeByte(DROP_SCHEMAS);
            writeNames(out, drop.schemas());
            out.writeBoolean(drop.ifExists());
            out.writeBoolean(drop.cascade());
        } else if (task instanceof Task.GrantOnSequences grant) {
            out.writeByte(GRANT_ON_SEQUENCES);
            writeTargets(out, grant.sequences());
            AccessCodec.writeGrant(out, grant.change());
        } else if (task instanceof Task.GrantInSchemas grant) {
            out.writeByte(GRANT_IN_SCHEMAS);
            writeNames(out, grant.schemas());
            AccessCodec.writeGrant(out, grant.change());
        }
    }

    static void writeNames(ByteWriter out, List<String> names) {
        out.writeUnsigned(names.size());
        names.forEach(out::writeText);
    }

    static List<String> readNames(ByteReader in) {
        int count = in.readCount(CommandLimits.TASK_NAMES_MAX, 1, "schema count");
        String[] names = new String[count];
        for (int i = 0; i < count; i++) {
            names[i] = in.readText(CommandLimits.NAME_BYTES_MAX, "schema name");
        }
        return Arrays.asList(names);
    }

    /** What is changed on sequences, as {@link #readGrant} reads it. */
    public static void writeGrant(ByteWriter out, GrantChange change) {
        AccessCodec.writeGrant(out, change);
    }

    public static GrantChange readGrant(ByteReader in) {
        return AccessCodec.grant(in, Privileges.ON_SEQUENCE);
    }

    public static Task read(ByteReader in) {
        int kind = in.readByte("task kind");
        return switch (kind) {
            case DROP_SEQUENCES -> dropSequences(in);
            case DROP_SCHEMAS -> dropSchemas(in);
            case GRANT_ON_SEQUENCES -> {
                List<Target> sequences = readTargets(in);
                GrantChange change = readGrant(in);
                yield sized(in, () -> new Task.GrantOnSequences(sequences, change));
            }
            case GRANT_IN_SCHEMAS -> {
                List<String> schemas = readNames(in);
                GrantChange change = readGrant(in);
                yield sized(in, () -> new Task.GrantInSchemas(schemas, change));
            }
            default -> throw in.fail("unknown task kind " + kind);
        };
    }

    private static Task dropSequences(ByteReader in) {
        List<Target> sequences = readTargets(in);
        boolean ifExists = in.readBoolean("if exists");
        return sized(in, () -> new Task.DropSequences(sequences, ifExists));
    }

    private static Task dropSchemas(ByteReader in) {
        List<String> schemas = readNames(in);
        boolean ifExists = in.readBoolean("if exists");
        boolean cascade = in.readBoolean("cascade");
        return sized(in, () -> new Task.DropSchemas(schemas, ifExists, cascade));
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
     * @param form how much of it to write; at least its own {@link Finding#form}
     */
    public static void writeFinding(ByteWriter out, Finding finding, Finding.Form form) {
        out.writeUnsigned(finding.count());
        writeTargets(out, finding.names());
        if (form != Finding.Form.NAMES) {
            writeTargets(out, finding.notOwned());
            out.writeUnsigned(finding.heldMillis());
        }
        if (form == Finding.Form.GRANTS) {
            writeTargets(out, finding.passedOver());
            out.writeText(finding.limit());
        }
    }

    public static Finding readFinding(ByteReader in, Finding.Form form) {
        long count = in.readUpTo(Long.MAX_VALUE, "count");
        List<Target> names = readTargets(in);
        if (form == Finding.Form.NAMES) {
            return new Finding(count, names);
        }
        List<Target> notOwned = readTargets(in);
        long held = in.readUpTo(CommandLimits.HELD_MILLIS_MAX, "hold");
        return form == Finding.Form.OWNERS
                ? new Finding(count, names, notOwned, held)
                : new Finding(
                        count,
                        names,
                        notOwned,
                        held,
                        readTargets(in),
                        in.readText(LIMIT_TEXT_BYTES_MAX, "limit"));
    }
}
