package io.nextval.wire;

/**
 * Sets a sequence's last value; with {@code called} the next one follows it, else it is the next
 * one. Answered by {@link Granted} with the value itself, {@link Redirect} or {@link Failure}.
 */
public record SetValue(
        int group, Ticket ticket, String schema, String name, long value, boolean called)
        implements Frame {
    @Override
    public int type() {
        return FrameType.SET_VALUE;
    }
}
