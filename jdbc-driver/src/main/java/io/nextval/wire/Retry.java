package io.nextval.wire;

/**
 * What a failure says about sending the same ticket again. Encoded by position: new ones are added
 * at the end.
 */
public enum Retry {
    /** A definite answer; the same ticket would get it again. */
    NEVER,
    /** The request was not executed; the same ticket may be sent again. */
    SAFE,
    /** The request may or may not have been executed; only the same ticket finds out. */
    UNKNOWN
}
