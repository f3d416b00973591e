package io.nextval.server.state;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.NodeRecord;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The replicated state of one group: a pure function of the entries that were applied to it. Used
 * by the one thread that applies the group's log, except where a method says that any thread may
 * call it. An exception from {@link #apply} means that the state is broken, and must stop the node.
 *
 * <p>Exactly once: a ticket's first entry is executed and its answer kept until the client says
 * that it has it; every further entry with that ticket gets the same answer and changes nothing.
 * What could break this is forgetting an answer that is asked for again. An answer is forgotten
 * when its client settled the call (then the ticket is refused, NV003), or with its client, after
 * an idle time that is longer than any client retries (then the registration is unknown, and since
 * numbers are never used again it stays unknown). In neither case is anything executed a second
 * time.
 *
 * <p>Only {@link Answer.Moved} is not kept: the group knows nothing of that sequence, and the
 * client asks its owner under another ticket.
 */
public final class GroupState {
    /** The number of the catalog group. */
    public static final int CATALOG_GROUP = 0;

    private final int group;
    private final Catalog catalog = new Catalog();
    private final SequenceTable sequences;
    private final ClientTable clients = new ClientTable();
    private volatile long logTimeMillis;
    private volatile long appliedEntries;

    GroupState(int group, long logTimeMillis, long appliedEntries) {
        this.group = group;
        this.logTimeMillis = logTimeMillis;
        this.appliedEntries = appliedEntries;
        sequences = new SequenceTable(group);
    }

    /** The state of a group before its first entry. */
    public static GroupState empty(int group) {
        return new GroupState(group, 0, 0);
    }

    /**
     * The state that made the snapshot.
     *
     * @throws SnapshotFormatException if it is not a sound snapshot of a known version
     */
    public static GroupState restore(byte[] snapshot) {
        return SnapshotReader.read(snapshot);
    }

    /** The state as bytes; states with the same history have the same bytes. */
    public byte[] snapshot() {
        return SnapshotWriter.write(this);
    }

    /**
     * Applies one entry.
     *
     * @return one answer for each command, in their order
     * @throws BrokenStateException if an invariant does not hold
     */
    public List<Answer> apply(Batch batch) {
        long now = Math.max(logTimeMillis, batch.logTimeMillis());
        long entry = Math.addExact(appliedEntries, 1);
        clients.evictIdle(now);
        List<Command> commands = batch.commands();
        Answer[] answers = new Answer[commands.size()];
        for (int i = 0; i < answers.length; i++) {
            Command command = commands.get(i);
            answers[i] =
                    command instanceof Command.Ticketed ticketed
                            ? applyOnce(ticketed, now)
                            : applyUnticketed(command, now, entry);
        }
        logTimeMillis = now;
        appliedEntries = entry;
        return Collections.unmodifiableList(Arrays.asList(answers));
    }

    private Answer applyOnce(Command.Ticketed command, long now) {
        Ticket ticket = command.ticket();
        ClientRecord client = clients.find(ticket.registration(), now);
        if (client == null) {
            return Answers.EXPIRED;
        }
        clients.settle(client, ticket.answeredBelow());
        long call = ticket.call();
        if (call < client.answeredBelow) {
            return Refusals.SETTLED;
        }
        Answer known = client.answers.find(call);
        if (known != null) {
            return known;
        }
        if (clients.refuses(client, call)) {
            return Refusals.TOO_MANY_UNANSWERED;
        }
        Answer answer = execute(command);
        if (answer != Answers.MOVED) {
            clients.record(client, call, answer);
        }
        return answer;
    }

    private Answer execute(Command.Ticketed command) {
        if (command instanceof Command.Next next) {
            return sequences.next(next);
        } else if (command instanceof Command.NextByName next) {
            return sequences.nextByName(next);
        } else if (command instanceof Command.CreateSequence create) {
            return sequences.create(create);
        } else if (command instanceof Command.DropSequence drop) {
            return sequences.drop(drop);
        }
        throw unknown(command);
    }

    private Answer applyUnticketed(Command command, long now, long entry) {
        if (command instanceof Command.RegisterClient register) {
            return clients.register(register.clientId(), now);
        } else if (command instanceof Command.AdoptSlots adopt) {
            return group == CATALOG_GROUP
                    ? Refusals.otherKindOfGroup(group, true)
                    : sequences.adopt(adopt.firstSlot(), adopt.lastSlot(), entry);
        } else if (command instanceof Command.RecordNode record) {
            return group == CATALOG_GROUP
                    ? catalog.record(record.node())
                    : Refusals.otherKindOfGroup(group, false);
        } else if (command instanceof Command.AssignSlots assign) {
            return group == CATALOG_GROUP
                    ? catalog.assign(assign.runs())
                    : Refusals.otherKindOfGroup(group, false);
        }
        throw unknown(command);
    }

    private static BrokenStateException unknown(Command command) {
        return new BrokenStateException("no way to apply " + command.getClass().getName());
    }

    /** The group's number. Any thread. */
    public int group() {
        return group;
    }

    /** Log time of the last applied entry; never goes back. Any thread. */
    public long logTimeMillis() {
        return logTimeMillis;
    }

    /** How many entries were applied. Any thread. */
    public long appliedEntries() {
        return appliedEntries;
    }

    /** The catalog's nodes, by id; empty in other groups. Any thread. */
    public List<NodeRecord> nodes() {
        return catalog.nodes();
    }

    /** The catalog's slot map, by slot; empty before there is one. Any thread. */
    public List<SlotRun> slots() {
        return catalog.slots();
    }

    /** The slots that this group owns, by slot; empty before it was given any. Any thread. */
    public List<SlotRun> ownedSlots() {
        return sequences.ownedRuns();
    }

    Catalog catalog() {
        return catalog;
    }

    SequenceTable sequences() {
        return sequences;
    }

    ClientTable clients() {
        return clients;
    }
}
