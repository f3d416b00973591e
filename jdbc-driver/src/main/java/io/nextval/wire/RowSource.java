package io.nextval.wire;

/**
 * How many rows a plan makes: one, or with {@code series} one for each number from {@code from} to
 * {@code to}.
 */
public record RowSource(boolean series, Bound from, Bound to) {
    /** Exactly one row. */
    public static final RowSource SINGLE = new RowSource(false, Bound.of(1), Bound.of(1));
}
