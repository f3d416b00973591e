package io.nextval.wire;

/** The tag byte of a value; 4 to 15 are kept for decimal, double, timestamp and others. */
final class ValueTag {
    static final int NULL = 0;
    static final int LONG = 1;
    static final int STRING = 2;
    static final int BOOLEAN = 3;

    private ValueTag() {}
}
