package io.nextval.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;

/** Pauses between attempts: none before the first retry, then longer each time, with jitter. */
final class Backoff {
    private static final int MILLIS_MAX = 100;

    private int failures;

    /** False, without pausing, if the time is up. */
    boolean pause(Deadline deadline) {
        long left = deadline.leftNanos();
        if (left <= 0) {
            return false;
        }
        if (failures > 0) {
            long most = Math.min(MILLIS_MAX, 1L << Math.min(failures, 10)) * 1_000_000L;
            park(Math.min(left, ThreadLocalRandom.current().nextLong(most / 2, most)));
        }
        failures++;
        return true;
    }

    private void park(long nanos) {
        boolean interrupted = false;
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            interrupted |= Thread.interrupted();
            LockSupport.parkNanos(this, left);
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
