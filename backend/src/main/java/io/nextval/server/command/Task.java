package io.nextval.server.command;

import java.util.List;

/**
 * Work on several groups that is done as a whole or not at all, see {@code
 * docs/decisions/tasks.md}. Immutable; made by any thread. A constructor that is given more than a
 * log entry can carry throws {@link CommandFormatException}.
 */
public sealed interface Task {

    /**
     * DROP SEQUENCE of one or more.
     *
     * @param sequences in the order in which they were named; at least one
     * @param ifExists whether those that are missing are passed over with a notice
     */
    record DropSequences(List<Target> sequences, boolean ifExists) implements Task {
        public DropSequences {
            sequences = List.copyOf(sequences);
            int bytes = 0;
            for (Target sequence : sequences) {
                bytes += Texts.bytes(sequence.schema()) + Texts.bytes(sequence.name());
            }
            checkSize(sequences.size(), bytes);
        }
    }

    /**
     * DROP SCHEMA of one or more.
     *
     * @param schemas in the order in which they were named; at least one
     * @param ifExists whether those that are missing are passed over with a notice
     * @param cascade whether the sequences in them are dropped too
     */
    record DropSchemas(List<String> schemas, boolean ifExists, boolean cascade) implements Task {
        public DropSchemas {
            schemas = List.copyOf(schemas);
            checkNames("schema name", schemas);
        }
    }

    /** Refuses names that a log entry can not carry, each or together. */
    static void checkNames(String what, List<String> names) {
        int bytes = 0;
        for (String name : names) {
            Texts.check(what, name, CommandLimits.NAME_BYTES_MAX);
            bytes += Texts.bytes(name);
        }
        checkSize(names.size(), bytes);
    }

    private static void checkSize(int names, int bytes) {
        if (names < 1 || names > CommandLimits.TASK_NAMES_MAX) {
            throw new CommandFormatException(
                    names
                            + " names in one statement are not within 1…"
                            + CommandLimits.TASK_NAMES_MAX);
        }
        if (bytes > CommandLimits.TASK_BYTES_MAX) {
            throw new CommandFormatException(
                    "the names in one statement take "
                            + bytes
                            + " bytes of UTF-8, more than the limit of "
                            + CommandLimits.TASK_BYTES_MAX);
        }
    }
}
