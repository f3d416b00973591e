package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * When a call stops waiting: at a time, or as soon as it is cancelled. Started, read and ended by
 * the thread that calls; cancelled from any other. May be started again for the next call.
 */
public final class Deadline {
    private final AtomicReference<@Nullable Thread> caller = new AtomicReference<>();
    private volatile boolean cancelled;
    private long timeoutNanos;
    private long nanos;

    /** A deadline that was started now, by this thread. */
    public static Deadline after(long timeoutNanos) {
        Deadline deadline = new Deadline();
        deadline.start(timeoutNanos);
        return deadline;
    }

    public void start(long timeout) {
        if (cancelled) {
            cancelled = false;
        }
        timeoutNanos = timeout;
        nanos = System.nanoTime() + timeout;
        caller.setRelease(Thread.currentThread());
    }

    /** The call is over; until the next start, cancelling has no effect. */
    public void end() {
        caller.setRelease(null);
    }

    /** Ends the waiting of the call that runs, if one does. */
    public void cancel() {
        Thread waiting = caller.getAcquire();
        if (waiting != null) {
            cancelled = true;
            LockSupport.unpark(waiting);
        }
    }

    public boolean isCancelled() {
        return cancelled;
    }

    public boolean isOver() {
        return leftNanos() <= 0;
    }

    /** The time that is left; 0 or less when there is none. */
    public long leftNanos() {
        return cancelled ? 0 : nanos - System.nanoTime();
    }

    /** When the time is up, unless the call is cancelled before, as {@link System#nanoTime}. */
    long nanos() {
        return nanos;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }
}
