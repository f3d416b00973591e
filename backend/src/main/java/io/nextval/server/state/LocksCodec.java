package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;
import io.nextval.server.command.TaskCodec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The locks of a snapshot, see {@link SnapshotFormat}. Stateless. */
final class LocksCodec {
    private LocksCodec() {}

    static void write(ByteWriter out, Locks locks) {
        out.writeUnsigned(locks.finishedTask());
        out.writeUnsigned(locks.task());
        List<Target> names = new ArrayList<>();
        locks.names().forEach(name -> names.add(new Target(name.schema(), name.name())));
        TaskCodec.writeTargets(out, names);
        TaskCodec.writeSchemas(out, locks.schemas());
        Locks.Granting granting = locks.granting();
        out.writeBoolean(granting != null);
        if (granting != null) {
            out.writeUnsigned(granting.userId());
            TaskCodec.writeGrant(out, granting.change());
        }
        Map<Long, Long> runs = locks.dropped().runs();
        out.writeUnsigned(runs.size());
        runs.forEach(
                (first, last) -> {
                    out.writeUnsigned(first);
                    out.writeUnsigned(last);
                });
    }

    static void read(ByteReader in, int version, Locks locks, SequenceTable table) {
        locks.setFinishedTask(in.readUpTo(Long.MAX_VALUE, "finished task"));
        long task = in.readUpTo(Long.MAX_VALUE, "task with locks");
        List<Target> names = TaskCodec.readTargets(in);
        List<SchemaRef> schemas = TaskCodec.readSchemas(in);
        in.require(
                task == 0 ? names.isEmpty() && schemas.isEmpty() : task > locks.finishedTask(),
                "locks of a task that is over,");
        checkNames(in, names, table);
        for (int i = 1; i < schemas.size(); i++) {
            in.require(
                    schemas.get(i - 1).name().compareTo(schemas.get(i).name()) < 0,
                    "locked schemas out of order");
        }
        Locks.Granting granting = null;
        if (version >= 4 && in.readBoolean("locks of a grant")) {
            in.require(task != 0, "a grant without locks,");
            long userId = in.readUpTo(Privileges.USER_ID_MAX, "user id");
            granting = new Locks.Granting(TaskCodec.readGrant(in), userId);
        }
        locks.lock(task, names, schemas, granting);
        readDropped(in, locks);
    }

    private static void checkNames(ByteReader in, List<Target> names, SequenceTable table) {
        SequenceName before = null;
        for (Target target : names) {
            SequenceName name = new SequenceName(target.schema(), target.name());
            in.require(before == null || before.compareTo(name) < 0, "locked names out of order");
            in.require(
                    table.owns(Slots.of(target.schema(), target.name())),
                    "a locked name in a slot that is not owned,");
            before = name;
        }
    }

    private static void readDropped(ByteReader in, Locks locks) {
        int count = in.readCount(Integer.MAX_VALUE, 2, "dropped schema run count");
        long free = 0;
        for (int i = 0; i < count; i++) {
            long first = in.readUpTo(Long.MAX_VALUE - 2, "first dropped schema");
            long last = in.readUpTo(Long.MAX_VALUE - 2, "last dropped schema");
            in.require(first >= free && first <= last, "dropped schemas out of order");
            locks.dropped().addRun(first, last);
            free = last + 2; // a neighbour would have been part of the same run
        }
    }
}
