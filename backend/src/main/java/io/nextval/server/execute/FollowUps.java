package io.nextval.server.execute;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.cluster.Tasks;
import io.nextval.server.command.Command;
import io.nextval.server.command.Target;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.Answer;
import io.nextval.wire.Failure;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What may be left to do after a command was applied, before its client is answered. */
final class FollowUps {
    private static final String UNDEFINED_TABLE = "42P01";

    private final Tasks tasks;
    private final NearestNames names;
    private final HeldAnswers held = new HeldAnswers();

    FollowUps(ClusterView view, NearestNames names) {
        this.tasks = view.tasks();
        this.names = names;
    }

    /** The outcome of a task, for each ticket that was given it. */
    CompletableFuture<Answer> outcome(Answer.Started started) {
        return tasks.await(started.taskId());
    }

    /** See {@link HeldAnswers#hold}. */
    boolean hold(Answer.Held answer, GroupMember member, Consumer<Answer> to) {
        return held.hold(answer, member, to);
    }

    /** A failure that a hint may help with, completed by one; null for any other. */
    @Nullable CompletableFuture<Failure> hinted(Failure failure, Command command) {
        Target sequence = failure.sqlState().equals(UNDEFINED_TABLE) ? sequenceOf(command) : null;
        return sequence == null ? null : names.hinted(failure, sequence.schema(), sequence.name());
    }

    private static @Nullable Target sequenceOf(Command command) {
        if (command instanceof Command.As as) {
            return sequenceOf(as.command());
        } else if (command instanceof Command.NextByName c) {
            return new Target(c.schema(), c.name());
        } else if (command instanceof Command.SetValue c) {
            return new Target(c.schema(), c.name());
        } else if (command instanceof Command.AlterSequence c) {
            return new Target(c.schema(), c.name());
        } else if (command instanceof Command.DropSequence c) {
            return new Target(c.schema(), c.name());
        } else if (command instanceof Command.CommentSequence c) {
            return new Target(c.schema(), c.name());
        } else if (command instanceof Command.Reserve c) {
            return new Target(c.schema(), c.name());
        } else if (command instanceof Command.GrantOnSequence c) {
            return new Target(c.schema(), c.name());
        } else if (command instanceof Command.SetSequenceOwner c) {
            return new Target(c.schema(), c.name());
        }
        return null;
    }
}
