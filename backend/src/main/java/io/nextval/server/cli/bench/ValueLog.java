package io.nextval.server.cli.bench;

import java.util.Arrays;

/** The values that one thread was given from one sequence, as runs of consecutive numbers. */
final class ValueLog {
    private static final int RUNS_AT_FIRST = 1024;

    private long[] bounds = new long[2 * RUNS_AT_FIRST];
    private int runs;

    void add(long value) {
        if (runs > 0 && bounds[2 * runs - 1] + 1 == value) {
            bounds[2 * runs - 1] = value;
            return;
        }
        if (2 * runs == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * bounds.length);
        }
        bounds[2 * runs] = value;
        bounds[2 * runs + 1] = value;
        runs++;
    }

    /** Moves everything to {@code check} and is empty then. */
    void drainTo(ValueCheck check) {
        for (int i = 0; i < runs; i++) {
            check.add(bounds[2 * i], bounds[2 * i + 1]);
        }
        runs = 0;
    }
}
