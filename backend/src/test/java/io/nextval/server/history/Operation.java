package io.nextval.server.history;

import org.jspecify.annotations.Nullable;

/**
 * One request as its caller saw it. Times are {@link System#nanoTime} of one machine: taken before
 * the request was sent and after its outcome was known. Operations with equal tickets are tries of
 * one request; without a ticket each operation is a request of its own.
 */
public record Operation(
        String thread,
        String sequence,
        long epoch,
        @Nullable String ticket,
        long invokeNanos,
        long returnNanos,
        Range values,
        Outcome outcome) {
    public Operation {
        if (returnNanos < invokeNanos) {
            throw new IllegalArgumentException("returned before it was invoked");
        }
    }

    /** For a person, with times in milliseconds since {@code originNanos}. */
    String describe(long originNanos) {
        String what =
                switch (outcome) {
                    case DEFINITE -> values.toString();
                    case UNKNOWN -> "unknown (" + values.count() + " asked)";
                    case FAILED -> "failed";
                };
        return "%s %s/%d = %s [%.6f … %.6f ms]%s"
                .formatted(
                        thread,
                        sequence,
                        epoch,
                        what,
                        (invokeNanos - originNanos) / 1e6,
                        (returnNanos - originNanos) / 1e6,
                        ticket == null ? "" : " ticket " + ticket);
    }
}
