package io.nextval.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/** Locking with a deadline that puts interrupts aside. */
final class Locks {
    private Locks() {}

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
