package io.nextval.wire;

/** What a statement does to its session. Encoded by position: new kinds are added at the end. */
public enum SessionActionKind {
    BEGIN,
    COMMIT,
    ROLLBACK,
    /** The name is {@code read_only} or {@code isolation}. */
    SET_TRANSACTION,
    /** The name is that of a {@link SessionVariable}; without value its default. */
    SET,
    /** Back to its default; the name {@code all} stands for every variable. */
    RESET,
    /** Forgets {@code currval} and {@code lastval}. */
    DISCARD_SEQUENCES,
    /** Forgets all that is of the session. */
    DISCARD_ALL,
    /** Accepted without effect. */
    NONE
}
