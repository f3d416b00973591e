package io.nextval.wire;

/** How a client runs a plan. Encoded by position: new kinds are added at the end. */
public enum PlanKind {
    /** With {@link Next} frames, one run of values for each sequence. */
    SEQUENCE,
    /** As text with a ticket, at the leader of the group that owns the plan's slot. */
    COMMAND,
    /** As text without a ticket, at any node. */
    QUERY
}
