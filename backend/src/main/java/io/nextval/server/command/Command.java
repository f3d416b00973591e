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
            Texts.checkSequence(schema, name);
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
            Texts.checkSequence(schema, name);
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
            Texts.checkSequence(schema, name);
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
            Texts.checkSequence(schema, name);
        }
    }

    /** Sets a sequence's comment, or removes it with null. */
    record CommentSequence(Ticket ticket, String schema, String name, @Nullable String comment)
            implements Ticketed {
        public CommentSequence {
            Texts.checkSequence(schema, name);
            if (comment != null) {
                Texts.check("comment", comment, CommandLimits.COMMENT_BYTES_MAX);
            }
        }
    }

    /** Drops a sequence; its id is never used again. */
    record DropSequence(Ticket ticket, String schema, String name, boolean ifExists)
            implements Ticketed {
        public DropSequence {
            Texts.checkSequence(schema, name);
        }
    }

    /**
     * Reserves values for a driver, which may hand them out by itself for a while. Of a sequence
     * that is served strictly it gets one value, to be used at once. A block never goes over the
     * end of a cycle, and is shorter than asked for where the sequence ends.
     *
     * @param count how many values; at least 1
     * @param validMillis for how long the values are good, counted by the driver from before the
     *     first sending of its request
     */
    record Reserve(Ticket ticket, String schema, String name, long count, long validMillis)
            implements Ticketed {
        public Reserve {
            Texts.checkSequence(schema, name);
            if (validMillis < 1 || validMillis > CommandLimits.BLOCK_VALIDITY_MILLIS_MAX) {
                throw new CommandFormatException(
                        "a validity of "
                                + validMillis
                                + " ms is not within 1…"
                                + CommandLimits.BLOCK_VALIDITY_MILLIS_MAX);
            }
        }
    }

    /**
     * GRANT or REVOKE on a sequence.
     *
     * @param privileges bits of {@link Privileges}, at least one
     * @param userIds to whom or from whom; {@link Privileges#PUBLIC} is everybody
     */
    record GrantOnSequence(
            Ticket ticket,
            String schema,
            String name,
            boolean revoke,
            int privileges,
            List<Long> userIds)
            implements Ticketed {
        public GrantOnSequence {
            Texts.checkSequence(schema, name);
            userIds = List.copyOf(userIds);
            Privileges.check(privileges, Privileges.ON_SEQUENCE, userIds);
        }
    }

    /** Gives a sequence another owner. */
    record SetSequenceOwner(Ticket ticket, String schema, String name, long userId)
            implements Ticketed {
        public SetSequenceOwner {
            Texts.checkSequence(schema, name);
            Privileges.checkUser(userId);
        }
    }

    /**
     * What a user asks for who logged in: privileges are checked when the command is applied, and
     * what it creates belongs to the user. A command without this wrapping may do everything, and
     * what it creates belongs to nobody.
     *
     * @param userId who asks; at least 1
     * @param superuser whether the user passes every check in a sequencer group; the catalog looks
     *     it up by itself
     */
    record As(long userId, boolean superuser, Ticketed command) implements Ticketed {
        public As {
            Privileges.checkUser(userId);
            if (command instanceof As) {
                throw new CommandFormatException("a command in the names of two users");
            }
        }

        @Override
        public Ticket ticket() {
            return command.ticket();
        }
    }

    /**
     * Creates a user; for the catalog.
     *
     * @param verifier what a password is checked with, as PostgreSQL writes it; null for a user
     *     that can not log in with one
     */
    record CreateUser(Ticket ticket, String name, boolean superuser, @Nullable String verifier)
            implements Ticketed {
        public CreateUser {
            Texts.check("user name", name, CommandLimits.NAME_BYTES_MAX);
            Texts.checkVerifier(verifier);
        }

        /** Without the verifier, which no log may show. */
        @Override
        public String toString() {
            return "CreateUser[name=" + name + ", superuser=" + superuser + "]";
        }
    }

    /**
     * Changes a user; for the catalog.
     *
     * @param superuser null to leave it as it is
     * @param setVerifier whether {@code verifier} takes the place of the one there is
     * @param verifier null to remove it
     */
    record AlterUser(
            Ticket ticket,
            String name,
            @Nullable Boolean superuser,
            boolean setVerifier,
            @Nullable String verifier)
            implements Ticketed {
        public AlterUser {
            Texts.check("user name", name, CommandLimits.NAME_BYTES_MAX);
            Texts.checkVerifier(verifier);
            if (verifier != null && !setVerifier) {
                throw new CommandFormatException("a verifier that is not to be set");
            }
        }

        /** Without the verifier, as {@link CreateUser#toString}. */
        @Override
        public String toString() {
            return "AlterUser[name=" + name + "]";
        }
    }

    /** Drops users, all of them or none; for the catalog. Their ids are never used again. */
    record DropUser(Ticket ticket, List<String> names, boolean ifExists) implements Ticketed {
        public DropUser {
            names = List.copyOf(names);
            Task.checkNames("user name", names);
        }
    }

    /** GRANT or REVOKE on a schema, as {@link GrantOnSequence}; for the catalog. */
    record GrantOnSchema(
            Ticket ticket, String schema, boolean revoke, int privileges, List<Long> userIds)
            implements Ticketed {
        public GrantOnSchema {
            Texts.check("schema name", schema, CommandLimits.NAME_BYTES_MAX);
            userIds = List.copyOf(userIds);
            Privileges.check(privileges, Privileges.ON_SCHEMA, userIds);
        }
    }

    /** GRANT or REVOKE on several schemas, all of them or none; for the catalog. */
    record GrantOnSchemas(Ticket ticket, List<String> schemas, GrantChange change)
            implements Ticketed {
        public GrantOnSchemas {
            schemas = List.copyOf(schemas);
            Task.checkNames("schema name", schemas);
            change = change.within(Privileges.ON_SCHEMA);
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
     * @param schemas the schemas to be dropped, or those with the sequences of a grant; or none
     * @param userId who must own the sequences that are named; 0 if nobody needs to
     * @param grant what is to be changed on the sequences that are named or in the schemas; null if
     *     they are to be dropped
     */
    record PrepareTask(
            long task,
            List<Target> sequences,
            List<SchemaRef> schemas,
            long userId,
            @Nullable GrantChange grant)
            implements Command {

        /** To drop what is named. */
        public PrepareTask(
                long task, List<Target> sequences, List<SchemaRef> schemas, long userId) {
            this(task, sequences, schemas, userId, null);
        }

        public PrepareTask {
            if (userId != 0) {
                Privileges.checkUser(userId);
            }
            sequences = List.copyOf(sequences);
            schemas = List.copyOf(schemas);
            if (sequences.size() + schemas.size() > CommandLimits.TASK_NAMES_MAX) {
                throw new CommandFormatException(
                        "more than " + CommandLimits.TASK_NAMES_MAX + " names to prepare");
            }
        }
    }

    /**
     * Drops, if {@code commit}, what was locked for a task, or changes the grants on it, and
     * unlocks the rest. May be proposed again without harm.
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
}
