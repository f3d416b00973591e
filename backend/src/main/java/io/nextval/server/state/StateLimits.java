package io.nextval.server.state;

/**
 * The limits of a group's state. All nodes must agree on them: they decide what a log entry does.
 * Together they keep a snapshot below 2 GiB.
 */
public final class StateLimits {
    /** A client that was idle for longer than this, in log time, is forgotten. */
    public static final long TICKET_RETENTION_MILLIS = 600_000;

    /** Answers that one client has not yet settled; 54000 beyond. */
    public static final int ANSWERS_PER_CLIENT_MAX = 4096;

    /** Answers that all clients together have not yet settled; 54000 beyond. */
    public static final int ANSWERS_PER_GROUP_MAX = 2_097_152;

    /** Clients in a group; 53300 beyond. */
    public static final int CLIENTS_PER_GROUP_MAX = 100_000;

    /** Sequences in a group; 54000 beyond. */
    public static final int SEQUENCES_PER_GROUP_MAX = 1_000_000;

    /** Nodes in the catalog; 54000 beyond. */
    public static final int NODES_MAX = 1024;

    /** Bytes of UTF-8 of all comments of a group; 54000 beyond. */
    public static final long COMMENT_BYTES_PER_GROUP_MAX = 67_108_864;

    /** Schemas in the catalog; 54000 beyond. */
    public static final int SCHEMAS_MAX = 1024;

    /** Users in the catalog; 54000 beyond. */
    public static final int USERS_MAX = 10_000;

    /** Grants on all sequences of a group; 54000 beyond. */
    public static final int GRANTS_PER_GROUP_MAX = 4_194_304;

    /** Tasks that wait for their turn; beyond it a client is told to try again soon. */
    public static final int OPEN_TASKS_MAX = 1024;

    /** Outcomes of tasks that are kept for the retention; beyond it as with open tasks. */
    public static final int TASK_OUTCOMES_MAX = 16_384;

    /** Sequences that a refused DROP SCHEMA names as those that are in the way. */
    static final int DEPENDENTS_NAMED_MAX = 8;

    /** Sequences in a group beyond which nobody looks for the nearest name. */
    static final int NEAREST_NAMES_MAX = 10_000;

    private StateLimits() {}
}
