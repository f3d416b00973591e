package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Joins the callers that ask one sequence at the same time into one request, whose values they get
 * in arrival order. One request is in flight at a time; meanwhile newcomers gather.
 *
 * <p>{@code head} is null when nothing is in flight; else a stack of the gathered waiters, latest
 * first, that ends in {@link #BUSY}. Who moves it from null has the <em>turn</em>, and passes it on
 * with the batch: to whoever ends the batch, by {@link #passOn}, which is called once for each; and
 * from there to a waiter that collects the next one, or back to null. So there is always somebody
 * with the turn while anybody waits, and never two. The plain fields belong to who has the turn.
 *
 * <p>Why the next batch waits a moment: callers who have just got their values often ask again at
 * once. If those that gathered meanwhile went out first, the callers would fall into two halves
 * that wait for each other, and each would wait for two round trips. So one of the gathered (or the
 * first to ask again) collects: it yields the processor as long as newcomers keep coming and fewer
 * are there than took part in the last round. Nobody waits for company who was alone, and after a
 * wait that was in vain the next rounds go without.
 */
final class Combiner {
    /** Never woken, so it has no thread. */
    @SuppressWarnings("NullAway")
    private static final Waiter BUSY = new Waiter(null, new Deadline());

    /** The collector stops when nobody came for so long. */
    private static final long GAP_NANOS = 50_000;

    /** The collector stops after so long, or after the time of a round trip if that is shorter. */
    private static final long WAIT_NANOS_MAX = 1_000_000;

    /** Rounds without waiting after one that waited in vain. */
    private static final int ROUNDS_WITHOUT = 8;

    private final SequenceHandle sequence;
    private final AtomicReference<@Nullable Waiter> head = new AtomicReference<>();
    private volatile int company = 1;
    private volatile long endedNanos;
    private long sentNanos;
    private long waitNanosMax = WAIT_NANOS_MAX;
    private int roundsWithout;

    Combiner(SequenceHandle sequence) {
        this.sequence = sequence;
    }

    long next(Deadline deadline) throws ClientException {
        Waiter me = new Waiter(Thread.currentThread(), deadline);
        while (true) {
            Waiter latest = head.get();
            boolean first = latest == null;
            boolean alone = first && !hasCompany();
            if (!alone) {
                Waiter below = latest == null ? BUSY : latest;
                me.next = below;
                me.depth = below.depth + 1;
            }
            if (head.compareAndSet(latest, alone ? BUSY : me)) {
                if (alone) {
                    Batch batch = new Batch(this, sequence);
                    batch.add(me);
                    sentNanos = System.nanoTime();
                }
                if (first) {
                    me.lead();
                }
                return me.await(sequence);
            }
        }
    }

    /** Called by a waiter that has the turn: makes a batch of all that gathered, and leads it. */
    void collect(Waiter by) {
        if (!by.isCancelled()) {
            awaitCompany();
        }
        Batch batch = take();
        if (batch == null) {
            return;
        }
        if (by.isSent()) {
            by.lead();
        } else {
            WakeList wakes = new WakeList();
            batch.start(null, wakes);
            wakes.wakeAll();
        }
    }

    /**
     * Called when a batch of {@code size} has ended. {@code reading} is the link whose reader the
     * calling thread is, or null; on any other link the new batch's leader is woken to read.
     */
    void passOn(int size, @Nullable Link reading, WakeList wakes) {
        Waiter latest = head.get();
        if (latest == null) {
            throw new IllegalStateException("a batch of " + sequence + " ended twice");
        }
        long now = System.nanoTime();
        endedNanos = now;
        waitNanosMax = Math.min(WAIT_NANOS_MAX, now - sentNanos);
        company = size + latest.depth;
        if (latest != BUSY && roundsWithout == 0) {
            latest.lead();
            if (!latest.isCancelled() || !latest.takeLead()) {
                wakes.addLast(latest.thread);
                return;
            }
        }
        roundsWithout = Math.max(0, roundsWithout - 1);
        Batch batch = take();
        if (batch != null) {
            batch.start(reading, wakes);
        }
    }

    /** Whether others are likely to ask in this moment too. */
    private boolean hasCompany() {
        return company > 1 && System.nanoTime() - endedNanos < WAIT_NANOS_MAX;
    }

    /**
     * Yielding, not parking: the time is too short for a timer, and nobody may be there to wake.
     */
    @SuppressWarnings("ThreadPriorityCheck")
    private void awaitCompany() {
        if (roundsWithout > 0) {
            roundsWithout--;
            return;
        }
        int wanted = company;
        int before = depth();
        int seen = before;
        long start = System.nanoTime();
        long last = start;
        while (seen < wanted) {
            Thread.yield();
            long now = System.nanoTime();
            int depth = depth();
            if (depth != seen) {
                seen = depth;
                last = now;
            } else if (now - last > GAP_NANOS || now - start > waitNanosMax) {
                break;
            }
        }
        if (seen == before && seen < wanted) {
            roundsWithout = ROUNDS_WITHOUT;
        }
    }

    private int depth() {
        Waiter latest = head.get();
        return latest == null ? 0 : latest.depth;
    }

    /** All that gathered, in arrival order; null if nobody did, and then the turn is given up. */
    private @Nullable Batch take() {
        sentNanos = System.nanoTime();
        while (true) {
            if (head.get() == BUSY) {
                if (head.compareAndSet(BUSY, null)) {
                    return null;
                }
                continue;
            }
            Batch batch = new Batch(this, sequence);
            Waiter arrived = inArrivalOrder(head.getAndSet(BUSY));
            while (arrived != null) {
                Waiter after = arrived.next;
                batch.add(arrived);
                arrived = after;
            }
            if (batch.size() > 0) {
                return batch;
            }
        }
    }

    private static @Nullable Waiter inArrivalOrder(@Nullable Waiter latest) {
        Waiter ordered = null;
        Waiter rest = latest;
        while (rest != null && rest != BUSY) {
            Waiter earlier = rest.next;
            rest.next = ordered;
            ordered = rest;
            rest = earlier;
        }
        return ordered;
    }
}
