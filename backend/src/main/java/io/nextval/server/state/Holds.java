package io.nextval.server.state;

/**
 * Until when drivers may hand out what they reserved, in log time, and answers that wait for it;
 * see {@code docs/decisions/blocks.md}. Stateless.
 */
final class Holds {
    /** For clocks that run at rates which differ by up to one in so many. */
    private static final long RATE_MARGIN = 100;

    /** For what is cut off where times become whole milliseconds, and for what takes a moment. */
    private static final long MARGIN_MILLIS = 50;

    private Holds() {}

    /** The moment from which on nothing of a block is handed out that is reserved now. */
    static long endOfBlock(long nowMillis, long validMillis) {
        return until(nowMillis, validMillis + validMillis / RATE_MARGIN + MARGIN_MILLIS);
    }

    /** So many milliseconds from now, as far as log time goes. */
    static long until(long nowMillis, long millis) {
        return nowMillis > Long.MAX_VALUE - millis ? Long.MAX_VALUE : nowMillis + millis;
    }

    /** The answer, held back until the moment unless it has passed. */
    static Answer hold(long untilMillis, long nowMillis, Answer answer) {
        return untilMillis > nowMillis ? new Answer.Held(untilMillis, answer) : answer;
    }
}
