package io.nextval.wire;

/** The registration number that tickets for the group carry. */
public record Registered(long registration) implements Frame {
    @Override
    public int type() {
        return FrameType.REGISTERED;
    }
}
