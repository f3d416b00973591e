package io.nextval.server.command;

import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

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

    /** Creates a sequence whose options are resolved and checked. */
    record CreateSequence(
            Ticket ticket,
            String schema,
            String name,
            SequenceDefinition definition,
            boolean ifNotExists)
            implements Ticketed {
        public CreateSequence {
            checkName(schema, name);
        }
    }

    /** Drops a sequence; its id is never used again. */
    record DropSequence(Ticket ticket, String schema, String name, boolean ifExists)
            implements Ticketed {
        public DropSequence {
            checkName(schema, name);
        }
    }

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
