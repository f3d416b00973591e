package io.nextval.server.cli.bench;

import java.util.BitSet;

/**
 * Checks the values of one sequence that starts at 1 and counts by 1: each came once, and none is
 * missing. Not thread-safe.
 */
public final class ValueCheck {
    private final BitSet seen = new BitSet();
    private long values;
    private long duplicates;
    private long strangers;

    /** Takes the values {@code first} to {@code last}. */
    void add(long first, long last) {
        for (long value = first; value <= last; value++) {
            values++;
            if (value < 1 || value > Integer.MAX_VALUE) {
                strangers++;
            } else if (seen.get((int) (value - 1))) {
                duplicates++;
            } else {
                seen.set((int) (value - 1));
            }
        }
    }

    /** How many values came. */
    public long values() {
        return values;
    }

    /** How many of them had come before. */
    public long duplicates() {
        return duplicates;
    }

    /** How many numbers between 1 and the greatest value did not come. */
    public long gaps() {
        return seen.length() - (long) seen.cardinality();
    }

    /** How many values the sequence can not have given, or that are too great to be checked. */
    public long strangers() {
        return strangers;
    }
}
