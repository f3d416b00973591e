package io.nextval.server.state;

import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A node that works on the tasks of a {@link TaskWorld}, one entry of one log at a time. It looks
 * at the catalog when it begins with the preparing or the finishing, and may be outdated then.
 */
final class TaskRunner {
    private final TaskWorld world;
    private final List<Finding> findings = new ArrayList<>();
    private @Nullable TaskInfo task;
    private int nextGroup = 1;

    TaskRunner(TaskWorld world) {
        this.world = world;
    }

    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            if (task == null) {
                task = world.current();
                nextGroup = 1;
                findings.clear();
            }
            if (task != null && !step(task)) {
                task = null; // the next step looks at the catalog again
            }
        }
    }

    /** False if the part that this belongs to is over. */
    private boolean step(TaskInfo begun) {
        while (nextGroup <= TaskWorld.GROUPS) {
            int group = nextGroup++;
            Command.PrepareTask part = TaskWorld.part(begun, group);
            if (part != null) {
                return ask(begun, group, part);
            }
        }
        world.catalog(
                begun.decided()
                        ? new Command.CompleteTask(begun.id())
                        : new Command.DecideTask(begun.id(), findings));
        return false;
    }

    private boolean ask(TaskInfo begun, int group, Command.PrepareTask part) {
        if (begun.decided()) {
            Command finish = new Command.FinishTask(begun.id(), begun.commit());
            return world.group(group, finish) instanceof Answer.Done;
        }
        byte[] sent = StepAnswers.encode(world.group(group, part));
        if (StepAnswers.decode(sent) instanceof Answer.Prepared prepared) {
            findings.add(prepared.finding());
            return true;
        }
        return false;
    }
}
