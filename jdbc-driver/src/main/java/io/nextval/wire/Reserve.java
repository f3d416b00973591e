package io.nextval.wire;

/**
 * Asks for a block of {@code count} values of a sequence, which may be shorter at the sequence's
 * end. Answered by {@link Reserved}, {@link Redirect} or {@link Failure}.
 */
public record Reserve(int group, Ticket ticket, String schema, String name, long count)
        implements Frame {
    @Override
    public int type() {
        return FrameType.RESERVE;
    }
}
