package io.nextval.server.state;

import io.nextval.server.command.GrantChange;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a group has locked for the one task that is under way, which tasks are over, and which
 * schemas were dropped. The applying thread only.
 *
 * <p>A name is locked whether or not there is a sequence of that name, so that what a task found
 * stays true until it is finished. Tasks come one after the other in the order of their ids, so one
 * number says which are over: whatever an older one still sends is a repetition that came late.
 */
final class Locks {
    private final TreeSet<SequenceName> names = new TreeSet<>();
    private final TreeMap<String, Long> schemas = new TreeMap<>();
    private final DroppedSchemas dropped = new DroppedSchemas();

    /** The task that holds the locks, 0 if there is none. */
    private long task;

    /** All tasks up to this one are over here. */
    private long finishedTask;

    /** What the task changes if it is about privileges, else null. */
    private @Nullable Granting granting;

    /**
     * A change of privileges that holds locks.
     *
     * @param userId who must own the sequences, 0 if nobody needs to
     */
    record Granting(GrantChange change, long userId) {}

    void lock(
            long forTask,
            List<Target> sequences,
            List<SchemaRef> whole,
            @Nullable Granting aboutPrivileges) {
        task = forTask;
        granting = aboutPrivileges;
        for (Target sequence : sequences) {
            names.add(new SequenceName(sequence.schema(), sequence.name()));
        }
        for (SchemaRef schema : whole) {
            schemas.put(schema.name(), schema.id());
        }
    }

    /** Ends the task with this number, whether or not it has locked anything here. */
    void unlock(long finished) {
        task = 0;
        granting = null;
        finishedTask = finished;
        names.clear();
        schemas.clear();
    }

    boolean covers(SequenceName name) {
        return task != 0 && (names.contains(name) || schemas.containsKey(name.schema()));
    }

    /** Whether no numbers can be had of what is locked. A change of privileges lets them go on. */
    boolean stopDraws() {
        return task != 0 && granting == null;
    }

    /** Whether drivers can reserve nothing more; under a REVOKE they could use it after it. */
    boolean stopReservations() {
        return task != 0 && (granting == null || granting.change().revoke());
    }

    @Nullable Granting granting() {
        return granting;
    }

    boolean coversSchema(String schema) {
        return schemas.containsKey(schema);
    }

    long task() {
        return task;
    }

    long finishedTask() {
        return finishedTask;
    }

    void setFinishedTask(long finished) {
        finishedTask = finished;
    }

    DroppedSchemas dropped() {
        return dropped;
    }

    /** The locked names, sorted. */
    List<SequenceName> names() {
        return List.copyOf(names);
    }

    /** The locked schemas, by name. */
    List<SchemaRef> schemas() {
        List<SchemaRef> refs = new ArrayList<>();
        schemas.forEach((name, id) -> refs.add(new SchemaRef(id, name)));
        return refs;
    }
}
