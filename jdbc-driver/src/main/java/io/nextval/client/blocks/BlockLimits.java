package io.nextval.client.blocks;

/** The limits of reserving ahead. */
final class BlockLimits {
    /**
     * Blocks of CACHE values in one reservation, at most. A JVM that dies loses at most two
     * reservations, one in use and one ahead, so this bounds the loss by what the owner chose; it
     * is large enough that CACHE 1000 serves 10 million values a second with a round trip in 25 ms.
     */
    static final long RESERVATION_BLOCKS_MAX = 256;

    /** A reservation may have so many times the blocks of the one before. */
    static final long GROWTH = 4;

    /**
     * A reservation should last so long at the present rate: it covers short pauses of a server.
     */
    static final long COVER_NANOS = 100_000_000L;

    /** The next one is asked for when what is left lasts so long, or four round trips if longer. */
    static final long LEAD_NANOS = COVER_NANOS / 2;

    /** And in the last part of a block's validity, this being how many parts it has. */
    static final long VALIDITY_PARTS = 5;

    /** A reservation ahead is given up after so long; callers then ask by themselves. */
    static final long AHEAD_TIMEOUT_NANOS = 5_000_000_000L;

    /** Reservations ahead under way in the JVM; beyond it, callers ask when they need to. */
    static final int THREADS_MAX = 8;

    /** A thread without work ends after so long. */
    static final int THREAD_IDLE_MILLIS = 5_000;

    /** How long a waiting caller may take to notice that it was cancelled. */
    static final long CANCEL_NANOS = 100_000_000L;

    private BlockLimits() {}
}
