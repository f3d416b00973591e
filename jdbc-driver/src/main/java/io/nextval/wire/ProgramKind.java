package io.nextval.wire;

/** How a client runs a program. Encoded by position: new kinds are added at the end. */
public enum ProgramKind {
    /** By itself, row by row; sequences answer {@link Next} and {@link SetValue}. */
    ROWS,
    /** As text with a ticket, at the leader of the group that owns the program's slot. */
    COMMAND,
    /** As text without a ticket, at any node. */
    QUERY,
    /** By itself: the actions change its session. */
    SESSION
}
