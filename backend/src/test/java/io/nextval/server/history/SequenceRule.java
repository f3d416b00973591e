package io.nextval.server.history;

/**
 * What is promised of one epoch of a sequence: values {@code start, start + increment, …} without
 * CYCLE. CACHE 1 is {@code strict}; with CACHE n only uniqueness is promised.
 */
public record SequenceRule(
        String sequence, long epoch, long start, long increment, boolean strict) {
    /** A strict sequence with the default start and increment, in its first epoch. */
    public static SequenceRule ascending(String sequence) {
        return new SequenceRule(sequence, 0, 1, 1, true);
    }

    /** A strict sequence in its first epoch. */
    public static SequenceRule strict(String sequence, long start, long increment) {
        return new SequenceRule(sequence, 0, start, increment, true);
    }

    /** Place of a value in this epoch, 0 for the start; -1 when it can not have come from it. */
    long position(long value) {
        long distance = value - start;
        boolean overflown = ((value ^ start) & (value ^ distance)) < 0;
        if (overflown || distance % increment != 0) {
            return -1;
        }
        long position = distance / increment;
        return position < 0 || position > MAX_POSITION ? -1 : position;
    }

    /** The value at a position. */
    long value(long position) {
        return start + position * increment;
    }

    private static final long MAX_POSITION = Long.MAX_VALUE / 4;
}
