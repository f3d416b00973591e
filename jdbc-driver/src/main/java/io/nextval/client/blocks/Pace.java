package io.nextval.client.blocks;

/**
 * How fast values are used up, and so how many to reserve and when. Not thread-safe: guarded by the
 * lock of its {@link BlockCache}.
 */
final class Pace {
    private double perNano;
    private double roundTripNanos;
    private long lastNanos;
    private long lastUsed;
    private long blocks;

    /**
     * How many values to ask for now, as whole blocks of {@code cache}: what is used up in {@link
     * BlockLimits#COVER_NANOS}, at least {@code waiting}.
     *
     * @param used values handed out so far
     */
    long values(long cache, long waiting, long used, long nowNanos) {
        if (blocks > 0) {
            perNano = (double) (used - lastUsed) / Math.max(1, nowNanos - lastNanos);
        }
        lastUsed = used;
        lastNanos = nowNanos;
        double wanted = Math.max((double) waiting, perNano * BlockLimits.COVER_NANOS);
        long most = Math.min(BlockLimits.RESERVATION_BLOCKS_MAX, blocks * BlockLimits.GROWTH);
        blocks = (long) Math.max(1, Math.min((double) most, Math.ceil(wanted / cache)));
        return cache > Long.MAX_VALUE / blocks ? cache : cache * blocks;
    }

    void answeredAfter(long nanos) {
        roundTripNanos = Math.max((double) nanos, roundTripNanos + (nanos - roundTripNanos) / 8);
    }

    /** Index in a block of so many values at which the next reservation should be asked for. */
    long aheadAt(long count) {
        double lead = Math.max(BlockLimits.LEAD_NANOS, 4 * roundTripNanos);
        double needed = Math.ceil(perNano * lead);
        return needed >= count ? 0 : count - Math.max(1, (long) needed);
    }
}
