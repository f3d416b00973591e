package io.nextval.server.command;

import io.nextval.sql.SequenceDefinition;
import io.nextval.sql.SequenceOptions;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.UUID;

/**
 * One request to the replicated state of a group. Immutable; made by any thread. A constructor that
 * is given a text which a log entry can not carry throws {@link CommandFormatException}, so that
 * one bad request never spoils the batch of others.
 */
public sealed interface Command {

    /** A command that is executed once per ticket, however often it is in the log. */
    sealed interface Ticketed extends Command {
        Ticket ticket();
    }

    /** Asks for a registration; the same {@code clientId} always gets the same one. */
    record RegisterClient(UUID clientId) implements Command {}

    /**
     * Asks for {@code count} values of the sequence with this id.
     *
     * @param atomic all of them or none; otherwise what is left, if that is at least one
     */
    record Next(Ticket ticket, long sequenceId, long count, boolean atomic) implements Ticketed {}

    /** As {@link Next}, for a caller that does not know the id yet. */
    record NextByName(Ticket ticket, String schema, String name, long count, boolean atomic)
            implements Ticketed {
        public NextByName {
            checkName(schema, name);
        }
    }

    /**
     * Creates a sequence whose options are resolved and checked.
     *
     * @param schemaId the incarnation of the schema that is meant; 0 is that of public
     */
    record CreateSequence(
            Ticket ticket,
            String schema,
            String name,
            SequenceDefinition definition,
            boolean ifNotExists,
            long schemaId)
            implements Ticketed {
        public CreateSequence {
            checkName(schema, name);
        }
    }

    /**
     * Changes a sequence's definition, its place, or both, by PostgreSQL's rules.
     *
     * @param options what was said; it is merged into the definition that is in force at apply
     * @param restart whether RESTART was said
     * @param restartWith the value of RESTART WITH; null without one, which means the start value
     */
    record AlterSequence(
            Ticket ticket,
            String schema,
            String name,
            boolean ifExists,
            SequenceOptions options,
            boolean restart,
            @Nullable Long restartWith)
            implements Ticketed {
        public AlterSequence {
            checkName(schema, name);
            if (restartWith != null && !restart) {
                throw new CommandFormatException("a restart value without a restart");
            }
        }
    }

    /**
     * Puts a sequence at a value.
     *
     * @param called whether the value counts as handed out, so that the next one follows it
     */
    record SetValue(Ticket ticket, String schema, String name, long value, boolean called)
            implements Ticketed {
        public SetValue {
            checkName(schema, name);
        }
    }

    /** Sets a sequence's comment, or removes it with null. */
    record CommentSequence(Ticket ticket, String schema, String name, @Nullable String comment)
            implements Ticketed {
        public CommentSequence {
            checkName(schema, name);
            if (comment != null) {
                Texts.check("comment", comment, CommandLimits.COMMENT_BYTES_MAX);
            }
        }
    }

    /** Drops a sequence; its id is never used again. */
    record DropSequence(Ticket ticket, String schema, String name, boolean ifExists)
            implements Ticketed {
        public DropSequence {
            checkName(schema, name);
        }
    }

    /** Creates a schema; for the catalog. */
    record CreateSchema(Ticket ticket, String name, boolean ifNotExists) implements Ticketed {
        public CreateSchema {
            Texts.check("schema name", name, CommandLimits.NAME_BYTES_MAX);
        }
    }

    /** Queues a task; for the catalog, whose answer is the task's id. */
    record StartTask(Ticket ticket, Task task) implements Ticketed {}

    /**
     * Changes nothing: whoever sees it applied knows that all before it is applied too.
     *
     * @param reader who waits for it, a number that each running member chooses at random
     * @param number which of the reader's barriers it is
     */
    record Barrier(long reader, long number) implements Command {}

    /**
     * Locks, for a task, the sequences and schemas that are named, and says what there is. Nothing
     * can happen to what is locked until {@link FinishTask}. May be proposed again without harm.
     *
     * @param sequences those of the named ones whose slots the group owns; or none
     * @param schemas the schemas to be dropped; or none
     */
    record PrepareTask(long task, List<Target> sequences, List<SchemaRef> schemas)
            implements Command {
        public PrepareTask {
            sequences = List.copyOf(sequences);
            schemas = List.copyOf(schemas);
            if (sequences.size() + schemas.size() > CommandLimits.TASK_NAMES_MAX) {
                throw new CommandFormatException(
                        "more than " + CommandLimits.TASK_NAMES_MAX + " names to prepare");
            }
        }
    }

    /**
     * Drops, if {@code commit}, what was locked for a task, and unlocks the rest. May be proposed
     * again without harm.
     */
    record FinishTask(long task, boolean commit) implements Command {}

    /**
     * Tells the catalog what all groups found, on which it decides. The first one decides; may be
     * proposed again without harm.
     *
     * @param findings one of each group that took part, in the order of their numbers
     */
    record DecideTask(long task, List<Finding> findings) implements Command {
        public DecideTask {
            findings = List.copyOf(findings);
            if (findings.size() > CommandLimits.SLOT_RUNS_MAX) {
                throw new CommandFormatException(
                        findings.size()
                                + " findings are more than the limit of "
                                + CommandLimits.SLOT_RUNS_MAX);
            }
        }
    }

    /** Tells the catalog that all groups have finished a task. May be proposed again. */
    record CompleteTask(long task) implements Command {}

    /**
     * Makes a new group the owner of the slots {@code firstSlot…lastSlot}. Holds only in the one
     * batch that gives the group its first slots (which may carry several runs) and changes nothing
     * ever after, so that it may be proposed again without harm.
     */
    record AdoptSlots(int firstSlot, int lastSlot) implements Command {}

    /** Records a node in the catalog, or its new addresses. */
    record RecordNode(NodeRecord node) implements Command {}

    /** Gives every slot its first group in the catalog; changes nothing once there is a map. */
    record AssignSlots(List<SlotRun> runs) implements Command {
        public AssignSlots {
            runs = List.copyOf(runs);
            if (runs.size() > CommandLimits.SLOT_RUNS_MAX) {
                throw new CommandFormatException(
                        runs.size()
                                + " slot runs are more than the limit of "
                                + CommandLimits.SLOT_RUNS_MAX);
            }
        }
    }

    private static void checkName(String schema, String name) {
        Texts.check("schema name", schema, CommandLimits.NAME_BYTES_MAX);
        Texts.check("sequence name", name, CommandLimits.NAME_BYTES_MAX);
    }
}
