package io.nextval.server.command;

import org.jspecify.annotations.Nullable;

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
            checkTargets(sequences);
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

    /**
     * GRANT or REVOKE on several sequences.
     *
     * @param sequences in the order in which they were named; at least one
     * @param change privileges of sequences
     */
    record GrantOnSequences(List<Target> sequences, GrantChange change) implements Task {
        public GrantOnSequences {
            sequences = List.copyOf(sequences);
            checkTargets(sequences);
            change = change.within(Privileges.ON_SEQUENCE);
        }
    }

    /**
     * GRANT or REVOKE on all sequences in one schema or more.
     *
     * @param schemas in the order in which they were named; at least one
     * @param change privileges of sequences
     */
    record GrantInSchemas(List<String> schemas, GrantChange change) implements Task {
        public GrantInSchemas {
            schemas = List.copyOf(schemas);
            checkNames("schema name", schemas);
            change = change.within(Privileges.ON_SEQUENCE);
        }
    }

    /** The sequences that are named; none if schemas are. */
    default List<Target> namedSequences() {
        if (this instanceof DropSequences drop) {
            return drop.sequences();
        }
        return this instanceof GrantOnSequences grant ? grant.sequences() : List.of();
    }

    /** The schemas that are named; none if sequences are. */
    default List<String> namedSchemas() {
        if (this instanceof DropSchemas drop) {
            return drop.schemas();
        }
        return this instanceof GrantInSchemas grant ? grant.schemas() : List.of();
    }

    /** What is changed on the sequences; null if they are dropped. */
    default @Nullable GrantChange grant() {
        if (this instanceof GrantOnSequences grant) {
            return grant.change();
        }
        return this instanceof GrantInSchemas grant ? grant.change() : null;
    }

    private static void checkTargets(List<Target> sequences) {
        int bytes = 0;
        for (Target sequence : sequences) {
            bytes += Texts.bytes(sequence.schema()) + Texts.bytes(sequence.name());
        }
        checkSize(sequences.size(), bytes);
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
