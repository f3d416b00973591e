package io.nextval.client.blocks;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.wire.Granted;
import io.nextval.wire.Retry;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The values of one sequence that this driver has reserved, shared by all its callers. Any thread.
 * A value that is there is taken without a lock and without allocating; a caller waits only when
 * nothing is left, and the next reservation is asked for before that.
 *
 * <p>What is promised: a value is handed out once; of two calls in this driver of which one
 * returned before the other began, the first has the earlier value; and no call that began after a
 * block's validity ended has a value of it. Why it holds:
 *
 * <ul>
 *   <li><b>Once.</b> An index of a block is claimed by one atomic step, and reservations of a
 *       sequence do not overlap.
 *   <li><b>Validity.</b> It is checked after the claim, so a caller that stood still anywhere
 *       before the check, even with its whole process, throws the value away. A caller that stands
 *       still after the check had begun while the block was valid. The end is counted from before
 *       the request was first sent, so it is not later than the server's count says. The caller
 *       that asked for a block itself takes its value without the check: its call began before the
 *       block was reserved.
 *   <li><b>Order.</b> {@code current} only moves on, to a block that was reserved later: one
 *       reservation is under way at a time, and {@code following} is used after it. Values that a
 *       server gave out directly were drawn later than some of what is reserved here and earlier
 *       than the rest, and which is unknown. So before such a value is returned, {@link #passed}
 *       throws away all that is reserved or being reserved; what is reserved from then on was drawn
 *       later. A call that still claims from a block thrown away had begun before.
 * </ul>
 *
 * <p>A definite error is shared by the callers that waited when its request began, and by no later
 * ones: those may have seen something happen that makes it untrue.
 */
public final class BlockCache {
    /** One reservation under way; {@code passes} is how often values had been passed before. */
    private record Attempt(long number, long values, long passes, long beganNanos) {}

    private final BlockSource source;
    private final Runnable ahead = this::reserveAhead;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Pace pace = new Pace();
    private volatile Block current = Block.NONE;
    private volatile long cache = 1;

    // What follows, and every write of current, is guarded by the lock.
    private @Nullable Block following;
    private @Nullable ClientException failure;
    private long failedAttempt;
    private boolean reserving;
    private long attempts;
    private long passes;
    private long usedBefore;
    private int waiting;

    public BlockCache(BlockSource source) {
        this.source = source;
    }

    /** The sequence's CACHE, as a server has just said; 1 means that nothing is kept. */
    public void cache(long values) {
        cache = Math.max(1, values);
    }

    /** The next value. */
    public long next(Deadline deadline) throws ClientException {
        Block block = current;
        long index = block.claim();
        if (index >= 0) {
            long left = block.leftNanos();
            if (left > 0) {
                if (block.wantsNext(index, left)) {
                    askAhead(block);
                }
                return block.value(index);
            }
        }
        Granted late = slowly(1, deadline);
        return late == null ? source.draw(deadline) : late.first();
    }

    /**
     * The next {@code count} values, all or none. What is left of a block is thrown away if it is
     * too little; more values than the sequence's CACHE are drawn directly.
     */
    public Granted next(long count, Deadline deadline) throws ClientException {
        Block block = current;
        long index = block.claim(count);
        if (index >= 0) {
            long left = block.leftNanos();
            if (left > 0) {
                if (block.wantsNext(index + count - 1, left)) {
                    askAhead(block);
                }
                return block.granted(index, count);
            }
        }
        Granted late = slowly(count, deadline);
        return late == null ? source.draw(count, deadline) : late;
    }

    /** A server gave out values directly; called before any of them is returned to a caller. */
    public void passed() {
        lock.lock();
        try {
            passes++;
            drop();
        } finally {
            lock.unlock();
        }
    }

    /** From a block, after reserving or waiting for one; null if they must be drawn directly. */
    private @Nullable Granted slowly(long count, Deadline deadline) throws ClientException {
        if (cache == 1 || count > cache) {
            return null;
        }
        Attempt attempt;
        lock.lock();
        try {
            long arrived = attempts;
            while (true) {
                if (cache == 1 || count > cache) {
                    return null;
                }
                Granted taken = take(count);
                if (taken != null) {
                    return taken;
                }
                ClientException shared = failure;
                if (shared != null && failedAttempt > arrived) {
                    throw shared.at(String.valueOf(shared.getMessage()), shared.position());
                }
                if (!reserving) {
                    attempt = begin();
                    break;
                }
                await(deadline);
            }
        } finally {
            lock.unlock();
        }
        return reserve(attempt, count, deadline);
    }

    /** A block that has too little is kept until there is one that has enough. */
    private @Nullable Granted take(long count) {
        while (true) {
            Block block = current;
            long index = block.claim(count);
            if (index >= 0 && block.leftNanos() > 0) {
                return block.granted(index, count);
            }
            Block after = following;
            if (after == null || (block.has(1) && !after.has(count))) {
                return null;
            }
            move(after);
            following = null;
        }
    }

    /** Waits for the end of the reservation under way; an interrupt stays pending. */
    private void await(Deadline deadline) throws ClientException {
        long awaited = attempts;
        boolean interrupted = false;
        waiting++;
        try {
            while (reserving && attempts == awaited) {
                long left = deadline.leftNanos();
                if (left <= 0) {
                    throw source.noValue(deadline, "a block is still being reserved");
                }
                try {
                    long unused = ended.awaitNanos(Math.min(left, BlockLimits.CANCEL_NANOS));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            waiting--;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void askAhead(Block block) {
        block.nextIsAsked();
        AheadThreads.run(ahead);
    }

    private void reserveAhead() {
        Attempt attempt;
        lock.lock();
        try {
            if (reserving || cache == 1 || (following != null && following.has(1))) {
                return;
            }
            attempt = begin();
        } finally {
            lock.unlock();
        }
        try {
            Granted unused = reserve(attempt, 0, Deadline.after(BlockLimits.AHEAD_TIMEOUT_NANOS));
        } catch (ClientException e) {
            // who needs a value asks again, and is told
        }
    }

    private Attempt begin() {
        long now = System.nanoTime();
        long values = pace.values(cache, waiting + 1L, usedBefore + current.used(), now);
        reserving = true;
        return new Attempt(++attempts, values, passes, now);
    }

    /** Carries out the attempt, for a caller that wants {@code count} values, or with 0 for all. */
    private @Nullable Granted reserve(Attempt attempt, long count, Deadline deadline)
            throws ClientException {
        Reservation got;
        try {
            got = source.reserve(attempt.values(), deadline);
        } catch (ClientException e) {
            failed(attempt, e.retry() == Retry.NEVER ? e : null);
            throw e;
        } catch (RuntimeException | Error e) {
            failed(attempt, null);
            throw e;
        }
        lock.lock();
        try {
            pace.answeredAfter(System.nanoTime() - attempt.beganNanos());
            return got.values().validMillis() > 0 ? keep(attempt, got, count) : keepNothing();
        } finally {
            end();
            lock.unlock();
        }
    }

    private void failed(Attempt attempt, @Nullable ClientException definite) {
        lock.lock();
        try {
            if (definite != null) {
                failure = definite;
                failedAttempt = attempt.number();
            }
            end();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        reserving = false;
        ended.signalAll();
    }

    /** A block: its first values are for the caller, the rest for all unless it was passed. */
    private @Nullable Granted keep(Attempt attempt, Reservation got, long count) {
        cache(got.values().cache());
        Block block = new Block(got);
        boolean enough = count > 0 && block.claim(count) == 0;
        if (passes == attempt.passes()) {
            block.aheadAt(pace.aheadAt(got.values().count()));
            if (!enough && current.has(1)) {
                following = block;
            } else {
                move(block);
                following = null;
            }
        }
        return enough ? block.granted(0, count) : null;
    }

    /**
     * The sequence has become strict, and nothing was reserved: callers draw from now on, and what
     * was reserved before is older than what they get.
     */
    private @Nullable Granted keepNothing() {
        cache(1);
        passes++;
        drop();
        return null;
    }

    private void drop() {
        move(Block.NONE);
        following = null;
    }

    private void move(Block next) {
        usedBefore += current.used();
        current = next;
    }
}
