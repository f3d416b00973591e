package io.nextval.server.catalog;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;

/** What one run of a query may still use. One thread, but {@link #cancel} is for any. */
final class Budget {
    private static final int STEPS_BETWEEN_LOOKS = 1_024;
    private static final int ROW_BYTES = 64;

    private final long endNanos;
    private final long heldBytesMax;
    private long heldBytes;
    private int steps;
    private volatile boolean cancelled;

    Budget(long millis, long heldBytesMax) {
        this.endNanos = System.nanoTime() + millis * 1_000_000;
        this.heldBytesMax = heldBytesMax;
    }

    /** Ends the run at its next step. */
    void cancel() {
        cancelled = true;
    }

    /** Says that a row is looked at. */
    void step() {
        steps++;
        if (steps >= STEPS_BETWEEN_LOOKS) {
            steps = 0;
            if (cancelled) {
                throw new QueryException(
                        SqlStates.CANCELLED, "canceling statement due to user request");
            }
            if (System.nanoTime() - endNanos > 0) {
                throw new QueryException(
                        SqlStates.CANCELLED,
                        "canceling statement due to statement timeout",
                        "queries over the catalog may run for "
                                + QueryLimits.RUN_MILLIS_MAX / 1000
                                + " seconds; read fewer rows");
            }
        }
    }

    /** Says that a row is kept until the end of the run. */
    void hold(@Nullable Object[] row) {
        heldBytes += bytes(row);
        if (heldBytes > heldBytesMax) {
            throw new QueryException(
                    SqlStates.PROGRAM_LIMIT,
                    "the query needs more memory than the "
                            + (heldBytesMax >> 20)
                            + " MB that one may use",
                    "read fewer rows, or join on equal columns");
        }
    }

    /** Returns what is held now, for {@link #release}. */
    long held() {
        return heldBytes;
    }

    /** Says that what was held since is held no more. */
    void release(long heldBefore) {
        heldBytes = heldBefore;
    }

    /** Roughly the memory of a row. */
    static long bytes(@Nullable Object[] row) {
        long bytes = ROW_BYTES;
        for (Object value : row) {
            bytes += 8;
            if (value instanceof String text) {
                bytes += 40 + text.length();
            } else if (value instanceof BigDecimal number) {
                bytes += 48 + number.precision() / 2;
            } else if (value != null) {
                bytes += 16;
            }
        }
        return bytes;
    }
}
