package io.nextval.client;

/** The client's fixed limits. */
public final class ClientLimits {
    /** Longest time a call may be retried: half of the servers' ticket retention. */
    public static final int RETRY_TIMEOUT_MILLIS_MAX = 300_000;

    /** Longest SQL text or parameter that is sent, in characters; the servers' own cap. */
    public static final int SQL_CHARS_MAX = 65_536;

    /** Longest SQL text whose program is kept, with the names bound in it. */
    static final int CACHED_SQL_CHARS_MAX = 8_192;

    /** Programs kept per client; the least recently used one goes first. */
    static final int CACHED_PROGRAMS_MAX = 1_024;

    /** Sequences whose id and combiner are kept per client. */
    static final int SEQUENCES_MAX = 100_000;

    /** Unsettled calls per group. */
    static final int OUTSTANDING_CALLS_MAX = 256;

    /** Requests in flight on one link; a power of two. */
    static final int EXCHANGES_MAX = 1_024;

    /** How long a client outlives its last connection. */
    static final int LINGER_MILLIS = 1_000;

    /** How long a waiting call may take to notice that it was cancelled. */
    static final int CANCEL_MILLIS = 100;

    /** Addresses of one host that are tried. */
    static final int ADDRESSES_MAX = 16;

    /** Fewest rounds of hashing that a server may ask for: fewer make a password easy to guess. */
    static final int SCRAM_ITERATIONS_MIN = 4_096;

    /** Most rounds of hashing that a server may ask for, which take about half a second. */
    static final int SCRAM_ITERATIONS_MAX = 600_000;

    /** How long a call waits for one connection before it looks for another node. */
    static final int CONNECTING_PATIENCE_MILLIS = 250;

    /** After how long without news the topology is asked for. */
    static final int TOPOLOGY_MILLIS = 30_000;

    private ClientLimits() {}
}
