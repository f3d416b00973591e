package io.nextval.server.state;

import io.nextval.server.command.Finding;
import io.nextval.wire.Wrap;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the state says to one command. Immutable. */
public sealed interface Answer {

    /** The client's registration number, never used for another client. */
    record Registered(long registration) implements Answer {}

    /**
     * A run of values: {@code first + i × increment} for {@code i} below {@code count}, unless
     * {@code wrap} says that the sequence cycled on the way.
     */
    record Granted(long sequenceId, long first, long count, long increment, @Nullable Wrap wrap)
            implements Answer {}

    /**
     * Values {@code first + i × increment} for {@code i} below {@code count}, of a sequence with
     * CACHE. Values for waiting callers are answered like this as well, so that their driver learns
     * that it may reserve. No values if some were to be reserved of a sequence served strictly.
     *
     * @param validMillis how long a driver may hand them out by itself, counted from before it
     *     first asked; 0 if they must be used at once
     * @param cache the sequence's CACHE, 1 if it is served strictly
     */
    record Reserved(
            long sequenceId, long first, long count, long increment, long validMillis, long cache)
            implements Answer {}

    /**
     * The command was carried out, but its client is told so only when log time has passed a
     * moment: until then drivers may hand out values that they reserved before.
     *
     * @param answer what the client is told then; neither this kind nor {@link Started}
     */
    record Held(long untilLogMillis, Answer answer) implements Answer {}

    /** The command was carried out, or there was nothing to do. */
    record Done(List<NoticeText> notices) implements Answer {
        public Done {
            notices = List.copyOf(notices);
        }
    }

    /** The command was refused for good; nothing was consumed. Empty texts are absent ones. */
    record Rejected(String sqlState, String message, String detail, String hint)
            implements Answer {}

    /** The task was queued under this id; its outcome comes later, see {@code cluster.Tasks}. */
    record Started(long taskId) implements Answer {}

    /**
     * What is asked for is locked by a task that is under way, or not settled yet in another way.
     * Nothing was consumed or recorded: the same ticket may be tried again soon.
     */
    record Busy() implements Answer {}

    /** A group's part of a task is prepared; said to the node that works on the task. */
    record Prepared(Finding finding) implements Answer {}

    /** This group does not own the sequence's slot. Nothing was consumed or recorded. */
    record Moved() implements Answer {}

    /** The registration is unknown: it was never given, or its client was idle for too long. */
    record Expired() implements Answer {}
}
