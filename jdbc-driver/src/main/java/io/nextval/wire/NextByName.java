package io.nextval.wire;

/**
 * As {@link Next}, for a client that does not know the sequence's id yet. Answered by {@link
 * Granted}, {@link Redirect} or {@link Failure}.
 */
public record NextByName(
        int group, Ticket ticket, String schema, String name, long count, boolean atomic)
        implements Frame {
    @Override
    public int type() {
        return FrameType.NEXT_BY_NAME;
    }
}
