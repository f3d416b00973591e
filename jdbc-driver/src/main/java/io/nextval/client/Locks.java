package io.nextval.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Locking with a deadline that puts interrupts aside. */
final class Locks {
    private Locks() {}

    /** Notices a cancellation after {@link ClientLimits#CANCEL_MILLIS}. */
    static boolean tryLock(ReentrantLock lock, Deadline deadline) {
        while (!deadline.isOver()) {
            long slice = System.nanoTime() + ClientLimits.CANCEL_MILLIS * 1_000_000L;
            if (tryLock(lock, slice - deadline.nanos() < 0 ? slice : deadline.nanos())) {
                return true;
            }
        }
        return false;
    }

    static boolean tryLock(ReentrantLock lock, long deadlineNanos) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return lock.tryLock(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
