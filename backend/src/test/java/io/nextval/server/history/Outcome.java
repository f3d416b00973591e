package io.nextval.server.history;

/** What a caller learned from one operation. */
public enum Outcome {
    /** The values are known. */
    DEFINITE,
    /** No answer: the values may have been taken, now or later. */
    UNKNOWN,
    /** A definite no: nothing was taken, and nothing will be. */
    FAILED
}
