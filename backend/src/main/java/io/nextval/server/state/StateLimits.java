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

    private StateLimits() {}
}
