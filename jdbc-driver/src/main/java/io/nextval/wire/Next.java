package io.nextval.wire;

/**
 * Asks for {@code count} values of the sequence with this id. With {@code atomic} it is all or
 * nothing, else the grant may be shorter than asked. Answered by {@link Granted}, {@link Redirect}
 * or {@link Failure}.
 */
public record Next(int group, Ticket ticket, long sequenceId, long count, boolean atomic)
        implements Frame {
    @Override
    public int type() {
        return FrameType.NEXT;
    }
}
