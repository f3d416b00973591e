package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

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
        GrantChange change = command.grant();
        Locks.Granting granting =
                change == null ? null : new Locks.Granting(change, command.userId());
        locks.lock(command.task(), command.sequences(), command.schemas(), granting);
        boolean named = command.schemas().isEmpty();
        if (granting != null) {
            mark(false);
            GrantSteps steps = of(granting);
            Finding finding =
                    named
                            ? steps.named(command.sequences(), nowMillis)
                            : steps.all(inLockedSchemas(), nowMillis);
            steps.reserve(locked());
            return new Answer.Prepared(finding);
        }
        table.reserveGrants(0);
        mark(true);
        return new Answer.Prepared(
                named
                        ? named(command.sequences(), command.userId(), nowMillis)
                        : contents(nowMillis));
    }

    /** Does again what a snapshot does not say of the task that holds the locks. */
    void restored() {
        Locks.Granting granting = locks.granting();
        if (granting != null) {
            of(granting).reserve(locked());
        } else {
            mark(true);
        }
    }

    private GrantSteps of(Locks.Granting granting) {
        return new GrantSteps(table, granting.change(), granting.userId());
    }

    private Set<Sequence> locked() {
        Set<Sequence> locked = new LinkedHashSet<>(inLockedSchemas());
        for (SequenceName name : locks.names()) {
            Sequence sequence = table.find(name);
            if (sequence != null) {
                locked.add(sequence);
            }
        }
        return locked;
    }

    /** Marks what the locks cover, so that a request by id sees it without looking them up. */
    private void mark(boolean locked) {
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
        Locks.Granting granting = locks.granting();
        if (granting != null) {
            of(granting).apply(command.commit() ? locked() : List.of());
        } else if (command.commit()) {
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
