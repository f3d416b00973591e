package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;

import java.util.ArrayList;
import java.util.List;

/**
 * A sequencer group's part of a task: prepare, then finish. Both may be applied again, at any later
 * time, without harm. The applying thread only.
 */
final class TaskSteps {
    private final SequenceTable table;
    private final Locks locks;

    TaskSteps(SequenceTable table, Locks locks) {
        this.table = table;
        this.locks = locks;
    }

    Answer prepare(Command.PrepareTask command, long nowMillis) {
        if (command.task() <= locks.finishedTask()) {
            return Refusals.taskIsOver(command.task());
        }
        if (locks.task() != 0 && locks.task() != command.task()) {
            return Refusals.otherTask(command.task(), locks.task());
        }
        if (table.ownedRuns().isEmpty()) {
            return Answers.MOVED;
        }
        for (Target target : command.sequences()) {
            if (!table.owns(Slots.of(target.schema(), target.name()))) {
                return Answers.MOVED;
            }
        }
        locks.lock(command.task(), command.sequences(), command.schemas());
        mark(true);
        return new Answer.Prepared(
                command.schemas().isEmpty()
                        ? named(command.sequences(), command.userId(), nowMillis)
                        : contents(nowMillis));
    }

    /** Marks what the locks cover, so that a request by id sees it without looking them up. */
    void mark(boolean locked) {
        for (SequenceName name : locks.names()) {
            Sequence sequence = table.find(name);
            if (sequence != null) {
                sequence.setLocked(locked);
            }
        }
        for (Sequence sequence : inLockedSchemas()) {
            sequence.setLocked(locked);
        }
    }

    private List<Sequence> inLockedSchemas() {
        return locks.schemas().isEmpty()
                ? List.of()
                : table.all(sequence -> locks.coversSchema(sequence.name().schema()));
    }

    private Finding named(List<Target> targets, long userId, long nowMillis) {
        List<Target> missing = new ArrayList<>();
        List<Target> notOwned = new ArrayList<>();
        long held = 0;
        for (Target target : targets) {
            Sequence sequence = table.find(new SequenceName(target.schema(), target.name()));
            if (sequence == null) {
                missing.add(target);
                continue;
            }
            held = Math.max(held, sequence.heldFor(nowMillis));
            if (userId != 0 && sequence.access().owner() != userId) {
                notOwned.add(target);
            }
        }
        return new Finding(missing.size(), missing, notOwned, held);
    }

    private Finding contents(long nowMillis) {
        List<SequenceName> names = new ArrayList<>();
        long held = 0;
        for (Sequence sequence : inLockedSchemas()) {
            names.add(sequence.name());
            held = Math.max(held, sequence.heldFor(nowMillis));
        }
        names.sort(SequenceName.BY_SCHEMA);
        List<Target> first = new ArrayList<>();
        for (SequenceName name :
                names.subList(0, Math.min(names.size(), StateLimits.DEPENDENTS_NAMED_MAX))) {
            first.add(new Target(name.schema(), name.name()));
        }
        return new Finding(names.size(), first, List.of(), held);
    }

    Answer finish(Command.FinishTask command) {
        if (command.task() <= locks.finishedTask()) {
            return Answers.DONE;
        }
        if (locks.task() != 0 && locks.task() != command.task()) {
            return Refusals.otherTask(command.task(), locks.task());
        }
        if (command.commit()) {
            drop();
        } else {
            mark(false);
        }
        locks.unlock(command.task());
        return Answers.DONE;
    }

    private void drop() {
        for (SequenceName name : locks.names()) {
            Sequence sequence = table.find(name);
            if (sequence != null) {
                table.remove(sequence);
            }
        }
        inLockedSchemas().forEach(table::remove);
        for (SchemaRef schema : locks.schemas()) {
            locks.dropped().add(schema.id());
        }
    }
}
