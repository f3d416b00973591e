package io.nextval.server.cluster;

import io.nextval.server.command.Command;
import io.nextval.server.command.Finding;
import io.nextval.server.command.SchemaRef;
import io.nextval.server.command.Target;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.raft.GroupUnavailableException;
import io.nextval.server.state.Answer;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.Slots;
import io.nextval.server.state.TaskInfo;
import io.nextval.wire.SlotRun;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Works on the catalog's tasks while this node leads the catalog group, on one thread of its own:
 * has the groups prepare, has the catalog decide, has the groups finish, has the catalog note that.
 *
 * <p>All that must survive is in the logs; this thread only looks which step is next and asks for
 * it, as often as it takes. Each step may be asked for again by anybody at any time without harm,
 * so it does not matter when a leader dies, nor if two nodes believe to lead.
 *
 * <p>Any thread may call the public methods.
 */
public final class Tasks implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);
    private static final long PERIOD_MILLIS = 100;
    private static final long STEP_TIMEOUT_MILLIS = 3_000;

    private final List<GroupMember> members;
    private final GroupMember catalog;
    private final Map<Long, CompletableFuture<Answer>> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread;

    Tasks(List<GroupMember> members) {
        this.members = members;
        this.catalog = members.get(GroupState.CATALOG_GROUP);
        this.thread =
                Executors.newSingleThreadScheduledExecutor(
                        r -> {
                            Thread t = new Thread(r, "tasks");
                            t.setDaemon(true);
                            return t;
                        });
        var unused =
                thread.scheduleWithFixedDelay(
                        this::work, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * The outcome of a task for the client that started it: {@link Answer.Done}, {@link
     * Answer.Rejected}, or {@link Answer.Held} by the catalog group's log time. Fails with {@link
     * GroupUnavailableException} if this node does not lead the catalog group, or stops to before
     * the task is done; the client asks the new leader then, under the same ticket. Completes on a
     * thread that must not be blocked.
     */
    public CompletableFuture<Answer> await(long taskId) {
        if (!catalog.leading()) {
            return CompletableFuture.failedFuture(notLeading());
        }
        CompletableFuture<Answer> outcome =
                waiting.computeIfAbsent(taskId, id -> new CompletableFuture<>());
        try {
            thread.execute(this::work);
        } catch (RejectedExecutionException e) {
            outcome.completeExceptionally(notLeading());
        }
        return outcome;
    }

    private void work() {
        try {
            if (catalog.leading()) {
                while (step()) {
                    LOG.trace("a step further");
                }
                answerLeftOver();
            } else {
                for (CompletableFuture<Answer> outcome : waiting.values()) {
                    outcome.completeExceptionally(notLeading());
                }
                waiting.values().removeIf(CompletableFuture::isDone);
            }
        } catch (RuntimeException | Error e) {
            LOG.warn("the work on a task failed and is tried again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the current task one step further; false if there is none or it did not work out. */
    private boolean step() throws InterruptedException {
        TaskInfo task = catalog.state().currentTask();
        if (task == null || !catalog.leading() || thread.isShutdown()) {
            return false;
        }
        return task.decided() ? finish(task) : prepare(task);
    }

    private boolean prepare(TaskInfo task) throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        for (Answer answer : order(prepareCommands(task, catalog.state().slots()))) {
            if (!(answer instanceof Answer.Prepared prepared)) {
                LOG.debug("task {}: a group can not prepare yet: {}", task.id(), answer);
                return false;
            }
            findings.add(prepared.finding());
        }
        return !findings.isEmpty()
                && !inCatalog(new Command.DecideTask(task.id(), findings)).isEmpty();
    }

    private boolean finish(TaskInfo task) throws InterruptedException {
        Map<Integer, Command> commands = prepareCommands(task, catalog.state().slots());
        commands.replaceAll((group, c) -> new Command.FinishTask(task.id(), task.commit()));
        List<Answer> answers = order(commands);
        if (answers.isEmpty() || !answers.stream().allMatch(Answer.Done.class::isInstance)) {
            LOG.debug("task {}: a group can not finish yet: {}", task.id(), answers);
            return false;
        }
        for (Answer outcome : inCatalog(new Command.CompleteTask(task.id()))) {
            if (!(outcome instanceof Answer.Busy)) {
                answer(task.id(), outcome);
                return true;
            }
        }
        return false;
    }

    private List<Answer> inCatalog(Command command) throws InterruptedException {
        return order(Map.of(catalog.group(), command));
    }

    /** What each group that takes part is asked to prepare, by its number. */
    static Map<Integer, Command> prepareCommands(TaskInfo task, List<SlotRun> slots) {
        Map<Integer, List<Target>> sequences = new TreeMap<>();
        if (task.task().namedSchemas().isEmpty()) {
            for (Target target : task.task().namedSequences()) {
                int slot = Slots.of(target.schema(), target.name());
                for (SlotRun run : slots) {
                    if (run.firstSlot() <= slot && slot <= run.lastSlot()) {
                        sequences.computeIfAbsent(run.group(), g -> new ArrayList<>()).add(target);
                    }
                }
            }
        } else {
            slots.forEach(run -> sequences.put(run.group(), List.of()));
        }
        List<SchemaRef> schemas = task.schemas();
        Map<Integer, Command> commands = new TreeMap<>();
        sequences.forEach(
                (group, targets) ->
                        commands.put(
                                group,
                                new Command.PrepareTask(
                                        task.id(),
                                        targets,
                                        schemas,
                                        task.userId(),
                                        task.task().grant())));
        return commands;
    }

    /** The answers in the order of the groups' numbers; none at all if one did not answer. */
    private List<Answer> order(Map<Integer, Command> commands) throws InterruptedException {
        List<CompletableFuture<Answer>> under = new ArrayList<>();
        commands.forEach((group, command) -> under.add(members.get(group).order(command)));
        List<Answer> answers = new ArrayList<>();
        try {
            for (CompletableFuture<Answer> answer : under) {
                answers.add(answer.get(STEP_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS));
            }
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("a group does not answer a step", e);
            return List.of();
        }
        return answers;
    }

    private void answer(long id, Answer outcome) {
        CompletableFuture<Answer> waiter = waiting.remove(id);
        if (waiter != null) {
            waiter.complete(outcome);
        }
    }

    /** Answers those who ask for tasks that were done before, or by another node. */
    private void answerLeftOver() {
        TaskInfo current = catalog.state().currentTask();
        for (long id : waiting.keySet()) {
            if (current == null || id < current.id()) {
                var unused =
                        catalog.read(state -> Optional.ofNullable(state.taskOutcome(id)))
                                .thenAccept(done -> done.ifPresent(o -> answer(id, o)));
            }
        }
    }

    private GroupUnavailableException notLeading() {
        return new GroupUnavailableException(catalog.group(), "is not led by this node");
    }

    @Override
    public void close() {
        thread.shutdownNow();
        for (CompletableFuture<Answer> outcome : waiting.values()) {
            outcome.completeExceptionally(notLeading());
        }
    }
}
