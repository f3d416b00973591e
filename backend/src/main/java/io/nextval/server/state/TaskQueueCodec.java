package io.nextval.server.state;

import io.nextval.server.command.ByteReader;
import io.nextval.server.command.ByteWriter;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Task;
import io.nextval.server.command.TaskCodec;

import java.util.List;

/** The tasks of a snapshot, see {@link SnapshotFormat}. Stateless. */
final class TaskQueueCodec {
    private static final int UNDECIDED = 0;
    private static final int REFUSED = 1;
    private static final int COMMITTED = 2;

    private TaskQueueCodec() {}

    static void write(ByteWriter out, TaskQueue tasks) {
        out.writeUnsigned(tasks.lastId());
        out.writeUnsigned(tasks.open().size());
        tasks.open()
                .forEach(
                        (id, task) -> {
                            out.writeUnsigned(id);
                            TaskCodec.write(out, task.task());
                            out.writeUnsigned(task.userId());
                        });
        TaskInfo current = tasks.current();
        if (current != null) {
            TaskCodec.writeSchemas(out, current.schemas());
            Answer decision = tasks.decision();
            out.writeByte(decision == null ? UNDECIDED : current.commit() ? COMMITTED : REFUSED);
            if (decision != null) {
                AnswerCodec.write(out, decision);
            }
        }
        out.writeUnsigned(tasks.outcomes().size());
        tasks.outcomes()
                .forEach(
                        (id, outcome) -> {
                            out.writeUnsigned(id);
                            AnswerCodec.write(out, outcome.answer());
                            out.writeUnsigned(outcome.doneAtMillis());
                        });
    }

    static void read(ByteReader in, int version, TaskQueue tasks, Schemas schemas) {
        tasks.setLastId(in.readUpTo(Long.MAX_VALUE, "last task id"));
        int open = in.readCount(StateLimits.OPEN_TASKS_MAX, 3, "open task count");
        long before = 0;
        for (int i = 0; i < open; i++) {
            long id = readId(in, before, tasks.lastId());
            Task task = TaskCodec.read(in);
            in.require(version >= 4 || task.grant() == null, "a grant before there were any,");
            long userId = version >= 3 ? in.readUpTo(Privileges.USER_ID_MAX, "user id") : 0;
            tasks.putOpen(id, new TaskQueue.Open(task, userId));
            before = id;
        }
        if (open > 0) {
            readCurrent(in, tasks, schemas);
        }
        readOutcomes(in, tasks);
    }

    private static void readCurrent(ByteReader in, TaskQueue tasks, Schemas schemas) {
        List<SchemaRef> dropped = TaskCodec.readSchemas(in);
        Task first = tasks.open().values().iterator().next().task();
        List<String> named = first.namedSchemas();
        in.require(named.isEmpty() == dropped.isEmpty(), "a task with no schemas of its own,");
        for (SchemaRef schema : dropped) {
            in.require(
                    named.contains(schema.name()) && schema.equals(schemas.find(schema.name())),
                    "schema \"" + schema.name() + "\" is not one that its task is about,");
        }
        int state = in.readByte("state of a task");
        in.require(state <= COMMITTED, "state " + state + " of a task is unknown,");
        Answer decision = state == UNDECIDED ? null : AnswerCodec.read(in);
        tasks.setCurrent(dropped, state == COMMITTED, decision);
    }

    private static void readOutcomes(ByteReader in, TaskQueue tasks) {
        int count = in.readCount(StateLimits.TASK_OUTCOMES_MAX, 4, "task outcome count");
        TaskInfo current = tasks.current();
        long last = current == null ? tasks.lastId() : current.id() - 1;
        long before = 0;
        long doneBefore = 0;
        for (int i = 0; i < count; i++) {
            long id = readId(in, before, last);
            Answer answer = AnswerCodec.read(in);
            long doneAt = in.readUpTo(Long.MAX_VALUE, "end of a task");
            in.require(doneAt >= doneBefore, "ends of tasks out of order");
            tasks.putOutcome(id, new TaskQueue.Outcome(answer, doneAt));
            before = id;
            doneBefore = doneAt;
        }
    }

    private static long readId(ByteReader in, long before, long last) {
        long id = in.readUpTo(last, "task id");
        in.require(id > before, "task " + id + " is out of order");
        return id;
    }
}
