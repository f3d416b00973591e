package io.nextval.client;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * One caller that waits for one value of a sequence.
 *
 * <p>States: GATHERED → SENT → DONE or FAILED is the way of a call. A caller whose time is up moves
 * itself from GATHERED to CANCELLED (nothing was asked for it) or from SENT to ABANDONED (a number
 * may be lost). All moves are compare-and-set, so a value is either returned or known to be lost,
 * never both.
 *
 * <p>One waiter of a batch, at first the earliest, leads it: it drives the batch's request. The
 * flag {@code leads} is set by whoever passes the lead, and taken by exactly one: by the waiter
 * itself, or by a passer who sees that this waiter has left.
 */
final class Waiter {
    static final int GATHERED = 0;
    static final int SENT = 1;
    static final int DONE = 2;
    static final int FAILED = 3;
    static final int CANCELLED = 4;
    static final int ABANDONED = 5;

    private static final VarHandle STATE;
    private static final VarHandle LEADS;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            STATE = lookup.findVarHandle(Waiter.class, "state", int.class);
            LEADS = lookup.findVarHandle(Waiter.class, "leads", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    final Thread thread;
    final long timeoutNanos;
    final Deadline deadline;

    /** Towards earlier arrivals while gathered, towards later ones once in a batch. */
    @Nullable Waiter next;

    /** How many had gathered with this one; set before it is pushed. */
    int depth;

    /** Set before the state becomes SENT; only read after. */
    private @Nullable Batch batch;

    private volatile int state;
    private volatile boolean leads;
    private long value;
    private @Nullable ClientException failure;

    Waiter(Thread thread, Deadline deadline) {
        this.thread = thread;
        this.timeoutNanos = deadline.timeoutNanos();
        this.deadline = deadline;
    }

    boolean isCancelled() {
        return state == CANCELLED;
    }

    boolean isSent() {
        return state == SENT;
    }

    /** Joins the batch, unless the caller has left already. */
    boolean join(Batch joined) {
        batch = joined;
        return state == SENT || move(GATHERED, SENT);
    }

    void lead() {
        leads = true;
    }

    boolean takeLead() {
        return leads && (boolean) LEADS.getAndSet(this, false);
    }

    /** The value is plain: it is published by the state, and read only in state DONE. */
    void complete(long granted) {
        value = granted;
        move(SENT, DONE);
    }

    void fail(ClientException cause) {
        failure = cause;
        move(SENT, FAILED);
    }

    /** Waits for the value; called by the waiter's own thread only. */
    long await(SequenceHandle sequence) throws ClientException {
        boolean interrupted = false;
        try {
            while (true) {
                int now = state;
                if (now == DONE) {
                    return value;
                }
                if (now == FAILED) {
                    throw new ClientException(requireNonNull(failure));
                }
                if (now == GATHERED && takeLead()) {
                    sequence.combiner().collect(this);
                    continue;
                }
                if (now == SENT && takeLead()) {
                    Batch led = requireNonNull(batch);
                    if (!led.drive(this) && move(SENT, ABANDONED)) {
                        throw led.left(this);
                    }
                    continue;
                }
                long nanos = deadline.leftNanos();
                if (nanos > 0) {
                    LockSupport.parkNanos(sequence, nanos);
                    interrupted |= Thread.interrupted();
                } else if (move(GATHERED, CANCELLED)) {
                    if (takeLead()) {
                        sequence.combiner().collect(this);
                    }
                    throw sequence.noAnswer(
                            timeoutNanos, "earlier calls still wait for theirs", false);
                } else if (move(SENT, ABANDONED)) {
                    throw takeLead()
                            ? requireNonNull(batch).left(this)
                            : sequence.noAnswer(timeoutNanos, "no reply yet", true);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean move(int from, int to) {
        return STATE.compareAndSet(this, from, to);
    }
}
