package io.nextval.wire;

/**
 * One end of a series: a number, or with {@code parameter} the 1-based index of the parameter that
 * holds it.
 */
public record Bound(boolean parameter, long value) {
    /** A bound written as a number. */
    public static Bound of(long value) {
        return new Bound(false, value);
    }

    /** A bound taken from the parameter with this 1-based index. */
    public static Bound parameter(int index) {
        return new Bound(true, index);
    }
}
