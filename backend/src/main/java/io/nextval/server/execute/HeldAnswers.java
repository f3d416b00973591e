package io.nextval.server.execute;

import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.Answer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Answers that their clients get when log time has passed a moment, by the clock of this node; see
 * {@code docs/decisions/blocks.md}. No thread waits: the JVM's own timer looks after all of them.
 * Any thread.
 *
 * <p>It does not matter whether the node still leads by then. What is held was committed, and its
 * clock, which went on counting, was never ahead of real time.
 */
final class HeldAnswers {
    /** Beyond it a client is told to try its ticket again soon. */
    static final int WAITING_MAX = 10_000;

    /** A clock that was started anew meanwhile is behind: then it is looked at again. */
    private static final long SLEEP_MAX_MILLIS = 60_000;

    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Passes the answer on at its time, which may be at once; false if too many wait already.
     *
     * @param to called once, on a thread that must not be blocked
     */
    boolean hold(Answer.Held held, GroupMember member, Consumer<Answer> to) {
        return hold(held, member::logTimeMillis, to);
    }

    boolean hold(Answer.Held held, LongSupplier logTimeMillis, Consumer<Answer> to) {
        long left = held.untilLogMillis() - logTimeMillis.getAsLong();
        if (left <= 0) {
            to.accept(held.answer());
            return true;
        } else if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            return false;
        }
        sleep(left, held, logTimeMillis, to);
        return true;
    }

    /** How many wait. */
    int waiting() {
        return waiting.get();
    }

    private void sleep(
            long millis, Answer.Held held, LongSupplier logTimeMillis, Consumer<Answer> to) {
        CompletableFuture.delayedExecutor(
                        Math.min(millis, SLEEP_MAX_MILLIS), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(() -> look(held, logTimeMillis, to));
    }

    private void look(Answer.Held held, LongSupplier logTimeMillis, Consumer<Answer> to) {
        long left = held.untilLogMillis() - logTimeMillis.getAsLong();
        if (left > 0) {
            sleep(left, held, logTimeMillis, to);
        } else {
            waiting.decrementAndGet();
            to.accept(held.answer());
        }
    }
}
