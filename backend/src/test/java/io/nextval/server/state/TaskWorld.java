package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * A catalog and two sequencer groups as bare states. A copy is made through snapshots, so that
 * whatever happens next may happen to either.
 */
final class TaskWorld {
    static final int GROUPS = 2;

    private final GroupState catalog;
    private final List<GroupState> groups;
    private long calls;

    /** Log time of the sequencer groups; the catalog has another. */
    private long millis;

    private TaskWorld(GroupState catalog, List<GroupState> groups, long calls, long millis) {
        this.catalog = catalog;
        this.groups = groups;
        this.calls = calls;
        this.millis = millis;
    }

    static TaskWorld empty() {
        TaskWorld world = new TaskWorld(GroupState.empty(0), new ArrayList<>(), 0, 0);
        int half = Slots.COUNT / GROUPS;
        world.catalog(
                new Command.AssignSlots(
                        List.of(new SlotRun(0, half - 1, 1), new SlotRun(half, 4095, 2))));
        world.catalog(new Command.RegisterClient(new UUID(0, 1)));
        for (int g = 1; g <= GROUPS; g++) {
            world.groups.add(GroupState.empty(g));
            world.group(g, new Command.AdoptSlots((g - 1) * half, g * half - 1));
            world.group(g, new Command.RegisterClient(new UUID(0, 1)));
        }
        return world;
    }

    TaskWorld copy() {
        List<GroupState> copies = new ArrayList<>();
        groups.forEach(group -> copies.add(GroupState.restore(group.snapshot())));
        return new TaskWorld(GroupState.restore(catalog.snapshot()), copies, calls, millis);
    }

    List<SchemaInfo> schemas() {
        return catalog.schemas();
    }

    Answer catalog(Command command) {
        return catalog.apply(new Batch(0, List.of(command))).get(0);
    }

    Answer group(int group, Command command) {
        return groups.get(group - 1).apply(new Batch(millis, List.of(command))).get(0);
    }

    void passes(long more) {
        millis += more;
    }

    long millis() {
        return millis;
    }

    long catalogMillis() {
        return catalog.logTimeMillis();
    }

    Ticket ticket() {
        return new Ticket(1, ++calls, 1);
    }

    /** The group that the sequence belongs to. */
    static int groupOf(String schema, String name) {
        return Slots.of(schema, name) < Slots.COUNT / GROUPS ? 1 : 2;
    }

    Answer create(String schema, String name) {
        long id = -1;
        for (SchemaInfo known : catalog.schemas()) {
            id = known.name().equals(schema) ? known.id() : id;
        }
        return create(schema, name, id);
    }

    Answer create(String schema, String name, long schemaId) {
        return group(
                groupOf(schema, name),
                new Command.CreateSequence(
                        ticket(), schema, name, Requests.plain(), false, schemaId));
    }

    Answer next(String schema, String name) {
        return group(
                groupOf(schema, name), new Command.NextByName(ticket(), schema, name, 1, true));
    }

    Answer drop(String schema, String name) {
        return group(
                groupOf(schema, name), new Command.DropSequence(ticket(), schema, name, false));
    }

    Answer createSchema(String name) {
        return catalog(new Command.CreateSchema(ticket(), name, false));
    }

    boolean exists(String schema, String name) {
        return groups.get(groupOf(schema, name) - 1).sequenceInfo(schema, name) != null;
    }

    long start(Task task) {
        return started(new Command.StartTask(ticket(), task));
    }

    /** For a user who is no superuser. */
    long start(long user, Task task) {
        return started(new Command.As(user, false, new Command.StartTask(ticket(), task)));
    }

    private long started(Command command) {
        Answer answer = catalog(command);
        assertThat(answer).isInstanceOf(Answer.Started.class);
        return ((Answer.Started) answer).taskId();
    }

    @Nullable Answer outcome(long task) {
        return catalog.taskOutcome(task);
    }

    @Nullable TaskInfo current() {
        return catalog.currentTask();
    }

    /** What one group is asked to prepare for the current task; null if it takes no part. */
    static Command.@Nullable PrepareTask part(TaskInfo task, int group) {
        if (task.task().namedSchemas().isEmpty()) {
            List<Target> targets =
                    task.task().namedSequences().stream()
                            .filter(t -> groupOf(t.schema(), t.name()) == group)
                            .toList();
            return targets.isEmpty() ? null : part(task, targets);
        }
        return part(task, List.of());
    }

    private static Command.PrepareTask part(TaskInfo task, List<Target> targets) {
        return new Command.PrepareTask(
                task.id(), targets, task.schemas(), task.userId(), task.task().grant());
    }
}
