package io.nextval.wire;

/** The tag byte of a value; 7 to 15 are kept for others. */
final class ValueTag {
    static final int NULL = 0;
    static final int LONG = 1;
    static final int STRING = 2;
    static final int BOOLEAN = 3;

    /** From version 2 on. */
    static final int DECIMAL = 4;

    static final int DOUBLE = 5;
    static final int INSTANT = 6;

    private ValueTag() {}
}
