package io.nextval.server.state;

import io.nextval.server.command.Finding;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Task;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The tasks of the catalog: those that are open, one of which has its turn, and the outcomes of
 * those that are done. Changed by the applying thread only; {@link #current} is for any thread.
 *
 * <p>A task goes through three entries of the catalog's log. Its turn begins with the one that
 * starts it, or that ends the one before it. {@link #decide} says once and for all whether it is
 * carried out. {@link #complete} ends it, and only now its client is answered. Each of them is
 * ignored unless it is the one that the task waits for, so any of them may come again.
 */
final class TaskQueue {
    /** What is kept of a task that is done. */
    record Outcome(Answer answer, long doneAtMillis) {}

    /** A task and who must own what it is about, 0 if nobody needs to. */
    record Open(Task task, long userId) {}

    private final Schemas schemas;
    private final TreeMap<Long, Open> open = new TreeMap<>();
    private final TreeMap<Long, Outcome> outcomes = new TreeMap<>();
    private long lastId;
    private volatile @Nullable TaskInfo current;

    /** What the client of the current task will be told, once it is decided. */
    private @Nullable Answer decision;

    TaskQueue(Schemas schemas) {
        this.schemas = schemas;
    }

    Answer start(Task task, Caller caller, long nowMillis) {
        if (open.size() >= StateLimits.OPEN_TASKS_MAX
                || open.size() + outcomes.size() >= StateLimits.TASK_OUTCOMES_MAX) {
            return Answers.BUSY;
        }
        lastId = Math.addExact(lastId, 1);
        open.put(lastId, new Open(task, caller.unchecked() ? 0 : caller.id()));
        beginNext(nowMillis);
        return new Answer.Started(lastId);
    }

    /** Gives the first open task its turn, and ends those that need no group. */
    private void beginNext(long nowMillis) {
        while (current == null && !open.isEmpty()) {
            long id = open.firstKey();
            Task task = open.firstEntry().getValue().task();
            long userId = open.firstEntry().getValue().userId();
            List<SchemaRef> existing = new ArrayList<>();
            Answer answer = null;
            if (task instanceof Task.DropSchemas drop) {
                answer = resolve(drop, userId, existing);
            } else if (task instanceof Task.GrantInSchemas grant) {
                answer = resolve(grant, existing);
            }
            if (answer != null) {
                open.remove(id);
                outcomes.put(id, new Outcome(answer, nowMillis));
            } else {
                current = new TaskInfo(id, task, userId, existing, false, false);
            }
        }
    }

    /** Finds the schemas, each once; returns the outcome if one does not exist. */
    private @Nullable Answer resolve(Task.GrantInSchemas grant, List<SchemaRef> existing) {
        Set<SchemaRef> found = new LinkedHashSet<>();
        for (String name : grant.schemas()) {
            SchemaRef schema = schemas.find(name);
            if (schema == null) {
                return Refusals.unknownSchema(name);
            }
            found.add(schema);
        }
        existing.addAll(found);
        return null;
    }

    /** Finds the schemas that exist; returns the outcome if there is one already. */
    private @Nullable Answer resolve(Task.DropSchemas drop, long userId, List<SchemaRef> existing) {
        Set<SchemaRef> found = new LinkedHashSet<>();
        for (String name : drop.schemas()) {
            SchemaRef schema = schemas.find(name);
            SchemaInfo info = schemas.info(name);
            if (info != null && userId != 0 && info.owner() != userId) {
                return AccessRefusals.mustOwn("schema " + name);
            } else if (Schemas.reserved(name) || name.equals(Schemas.PUBLIC)) {
                return Refusals.requiredSchema(name);
            } else if (schema != null) {
                found.add(schema);
            } else if (!drop.ifExists()) {
                return Refusals.unknownSchema(name);
            }
        }
        existing.addAll(found);
        return found.isEmpty() ? new Answer.Done(Verdict.missing(drop, existing)) : null;
    }

    /** The answer is held back while drivers may have reserved values of what is dropped. */
    Answer decide(long id, List<Finding> findings, long nowMillis) {
        TaskInfo task = current;
        if (task != null && task.id() == id && !task.decided()) {
            Verdict verdict = Verdict.of(task, findings);
            long held = 0;
            for (Finding finding : findings) {
                held = Math.max(held, finding.heldMillis());
            }
            Answer answer = verdict.answer();
            if (verdict.commit() && held > 0) {
                answer = new Answer.Held(Holds.until(nowMillis, held), answer);
            }
            setCurrent(task.schemas(), verdict.commit(), answer);
        }
        return Answers.DONE;
    }

    /** Ends the task if it is decided; the answer is its outcome, if it has one. */
    Answer complete(long id, long nowMillis) {
        TaskInfo task = current;
        Answer answer = decision;
        if (task != null && task.id() == id && answer != null) {
            if (task.commit() && task.task() instanceof Task.DropSchemas) {
                task.schemas().forEach(schemas::remove);
            }
            open.remove(id);
            outcomes.put(id, new Outcome(answer, nowMillis));
            current = null;
            decision = null;
            beginNext(nowMillis);
        }
        Answer outcome = outcome(id);
        return outcome == null ? Answers.BUSY : outcome;
    }

    /** Forgets outcomes that no client can ask for any more. */
    void forget(long nowMillis) {
        while (!outcomes.isEmpty()) {
            Map.Entry<Long, Outcome> oldest = outcomes.firstEntry();
            if (nowMillis - oldest.getValue().doneAtMillis()
                    <= StateLimits.TICKET_RETENTION_MILLIS) {
                return;
            }
            outcomes.remove(oldest.getKey());
        }
    }

    /** The outcome of a task, null while there is none. */
    @Nullable Answer outcome(long id) {
        Outcome done = outcomes.get(id);
        if (done != null) {
            return done.answer();
        }
        return open.containsKey(id) ? null : Refusals.unknownTask(id);
    }

    /** True if the task whose turn it is will drop the schema, or found that it does not exist. */
    boolean concerns(String schema) {
        TaskInfo task = current;
        return task != null
                && task.task() instanceof Task.DropSchemas drop
                && drop.schemas().contains(schema);
    }

    /** The task whose turn it is. Any thread. */
    @Nullable TaskInfo current() {
        return current;
    }

    @Nullable Answer decision() {
        return decision;
    }

    long lastId() {
        return lastId;
    }

    Map<Long, Open> open() {
        return open;
    }

    Map<Long, Outcome> outcomes() {
        return outcomes;
    }

    void setLastId(long id) {
        lastId = id;
    }

    void putOpen(long id, Open task) {
        open.put(id, task);
    }

    void putOutcome(long id, Outcome outcome) {
        outcomes.put(id, outcome);
    }

    /** The first open task has its turn; an answer says that it is decided. */
    void setCurrent(List<SchemaRef> dropped, boolean commit, @Nullable Answer answer) {
        long id = open.firstKey();
        Open first = open.firstEntry().getValue();
        decision = answer;
        current = new TaskInfo(id, first.task(), first.userId(), dropped, answer != null, commit);
    }
}
