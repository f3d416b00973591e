package io.nextval.client;

import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A registration at one group, which numbers its calls. At most {@link
 * ClientLimits#OUTSTANDING_CALLS_MAX} calls from the lowest unsettled one on are out at a time, so
 * the group keeps no more answers than that.
 */
final class Registration {
    private final long number;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final BitSet settled = new BitSet(ClientLimits.OUTSTANDING_CALLS_MAX);
    private long next = 1;
    private long lowest = 1;

    Registration(long number) {
        this.number = number;
    }

    /** A ticket, or null when too many calls are out. */
    @Nullable Ticket tryTake() {
        lock.lock();
        try {
            return next - lowest < ClientLimits.OUTSTANDING_CALLS_MAX
                    ? new Ticket(number, next++, lowest)
                    : null;
        } finally {
            lock.unlock();
        }
    }

    /**
     * A ticket, after waiting for one if need be; null when the time is up or the call was
     * cancelled.
     */
    @Nullable Ticket take(Deadline deadline) {
        boolean interrupted = false;
        lock.lock();
        try {
            while (true) {
                Ticket ticket = tryTake();
                long left = deadline.leftNanos();
                if (ticket != null || left <= 0) {
                    return ticket;
                }
                try {
                    long slice = ClientLimits.CANCEL_MILLIS * 1_000_000L;
                    long unused = room.awaitNanos(Math.min(left, slice));
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** The caller knows the answer of this call, or will not ask for it again. May be repeated. */
    void settle(long call) {
        lock.lock();
        try {
            if (call < lowest) {
                return;
            }
            settled.set(slot(call));
            while (lowest < next && settled.get(slot(lowest))) {
                settled.clear(slot(lowest));
                lowest++;
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static int slot(long call) {
        return (int) (call % ClientLimits.OUTSTANDING_CALLS_MAX);
    }
}
