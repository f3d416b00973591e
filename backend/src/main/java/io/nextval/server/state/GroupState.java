package io.nextval.server.state;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.NodeRecord;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

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
 * <p>Only {@link Answer.Moved} and {@link Answer.Busy} are not kept. At the first, the group knows
 * nothing of that sequence, and the client asks its owner under another ticket. At the second, it
 * tries the same ticket again, and the first try that is not refused in this way is the one that
 * counts.
 */
public final class GroupState {
    /** The number of the catalog group. */
    public static final int CATALOG_GROUP = 0;

    private final int group;
    private final Catalog catalog = new Catalog();
    private final Locks locks = new Locks();
    private final SequenceTable sequences;
    private final SequenceCommands commands;
    private final TaskSteps steps;
    private final ClientTable clients = new ClientTable();
    private volatile long logTimeMillis;
    private volatile long appliedEntries;

    GroupState(int group, long logTimeMillis, long appliedEntries) {
        this.group = group;
        this.logTimeMillis = logTimeMillis;
        this.appliedEntries = appliedEntries;
        sequences = new SequenceTable(group, locks);
        commands = new SequenceCommands(sequences, locks);
        steps = new TaskSteps(sequences, locks);
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
        if (group == CATALOG_GROUP) {
            catalog.tasks().forget(now);
        }
        List<Command> asked = batch.commands();
        Answer[] answers = new Answer[asked.size()];
        for (int i = 0; i < answers.length; i++) {
            Command command = asked.get(i);
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
        Answer answer =
                command instanceof Command.As as
                        ? executeAs(as, now)
                        : execute(command, Caller.ANYBODY, now);
        if (answer != Answers.MOVED && answer != Answers.BUSY) {
            clients.record(client, call, answer);
        }
        return answer;
    }

    private Answer executeAs(Command.As as, long now) {
        if (group != CATALOG_GROUP) {
            return execute(as.command(), Caller.of(as), now);
        }
        Caller caller = catalog.caller(as);
        return caller == null
                ? AccessRefusals.unknownCaller(as.userId())
                : execute(as.command(), caller, now);
    }

    private Answer execute(Command.Ticketed command, Caller caller, long now) {
        if (command instanceof Command.Next next) {
            return commands.next(next, caller);
        } else if (command instanceof Command.NextByName next) {
            return commands.nextByName(next, caller);
        } else if (command instanceof Command.Reserve reserve) {
            return commands.reserve(reserve, caller, now);
        } else if (command instanceof Command.CreateSequence create) {
            return commands.create(create, caller);
        } else if (command instanceof Command.DropSequence drop) {
            return commands.drop(drop, caller, now);
        } else if (command instanceof Command.AlterSequence alter) {
            return commands.alter(alter, caller, now);
        } else if (command instanceof Command.SetValue set) {
            return commands.setValue(set, caller, now);
        } else if (command instanceof Command.CommentSequence comment) {
            return commands.comment(comment, caller);
        } else if (command instanceof Command.GrantOnSequence grant) {
            return commands.grant(grant, caller, now);
        } else if (command instanceof Command.SetSequenceOwner owner) {
            return commands.setOwner(owner, caller, now);
        }
        return group == CATALOG_GROUP
                ? catalog.execute(command, caller, now)
                : Refusals.otherKindOfGroup(group, false);
    }

    private Answer applyUnticketed(Command command, long now, long entry) {
        if (command instanceof Command.RegisterClient register) {
            return clients.register(register.clientId(), now);
        } else if (command instanceof Command.Barrier) {
            return Answers.DONE;
        }
        return group == CATALOG_GROUP
                ? applyToCatalog(command, now)
                : applyToSequencer(command, now, entry);
    }

    private Answer applyToSequencer(Command command, long now, long entry) {
        if (command instanceof Command.AdoptSlots adopt) {
            return sequences.adopt(adopt.firstSlot(), adopt.lastSlot(), entry);
        } else if (command instanceof Command.PrepareTask prepare) {
            return steps.prepare(prepare, now);
        } else if (command instanceof Command.FinishTask finish) {
            return steps.finish(finish);
        }
        return Refusals.otherKindOfGroup(group, false);
    }

    private Answer applyToCatalog(Command command, long now) {
        if (command instanceof Command.RecordNode record) {
            return catalog.record(record.node());
        } else if (command instanceof Command.AssignSlots assign) {
            return catalog.assign(assign.runs());
        } else if (command instanceof Command.DecideTask decide) {
            return catalog.tasks().decide(decide.task(), decide.findings(), now);
        } else if (command instanceof Command.CompleteTask complete) {
            return catalog.tasks().complete(complete.task(), now);
        }
        return Refusals.otherKindOfGroup(group, true);
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

    /** All sequences of the group, by schema and name. The applying thread only. */
    public List<SequenceInfo> sequenceInfos() {
        return SequenceListing.infos(sequences);
    }

    /** The sequence with this name, null if there is none. The applying thread only. */
    public @Nullable SequenceInfo sequenceInfo(String schema, String name) {
        Sequence sequence = sequences.find(new SequenceName(schema, name));
        return sequence == null ? null : sequence.info();
    }

    /**
     * The name in the schema that is nearest to this one, at most two edits away, one for a name of
     * three or four letters; null if there is none, as for every shorter name, or if the group has
     * too many sequences to look. The applying thread only.
     */
    public @Nullable String nearestName(String schema, String name) {
        return SequenceListing.nearestName(sequences, schema, name);
    }

    /**
     * The catalog's schemas, by name, public among them; that one only in other groups. Any thread.
     */
    public List<SchemaInfo> schemas() {
        return catalog.schemas().list();
    }

    /** The catalog's users, by name; empty in other groups. Any thread. */
    public List<UserInfo> users() {
        return catalog.users().list();
    }

    /** The user with this id, null if there is none or this is not the catalog. Any thread. */
    public @Nullable UserInfo user(long id) {
        return catalog.users().byId(id);
    }

    /** The user of this name, null if there is none or this is not the catalog. Any thread. */
    public @Nullable UserInfo user(String name) {
        return catalog.users().byName(name);
    }

    /** The task whose turn it is, null if there is none or this is not the catalog. Any thread. */
    public @Nullable TaskInfo currentTask() {
        return catalog.tasks().current();
    }

    /**
     * What the client of a task is told; null while the task is open. A refusal if there is no such
     * task, or if it was done so long ago that its client can not ask any more. The applying thread
     * only.
     */
    public @Nullable Answer taskOutcome(long taskId) {
        return catalog.tasks().outcome(taskId);
    }

    Locks locks() {
        return locks;
    }

    TaskSteps steps() {
        return steps;
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
