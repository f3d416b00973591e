package io.nextval.server.history;

/**
 * The values {@code first, first + increment, …}, {@code count} of them. Of an operation without an
 * answer only the count, the number of values asked for, has a meaning.
 */
public record Range(long first, long count, long increment) {
    public Range {
        if (count < 1 || increment == 0) {
            throw new IllegalArgumentException("a range of " + count + " by " + increment);
        }
    }

    /** One value. */
    public static Range of(long value) {
        return new Range(value, 1, 1);
    }

    /** The number of values that an operation without an answer asked for. */
    public static Range asked(long count) {
        return new Range(0, count, 1);
    }

    long last() {
        return first + (count - 1) * increment;
    }

    @Override
    public String toString() {
        return count == 1 ? Long.toString(first) : first + "…" + last();
    }
}
