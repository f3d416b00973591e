package io.nextval.wire;

/** Answers a {@link Ping}. */
public record Pong() implements Frame {
    @Override
    public int type() {
        return FrameType.PONG;
    }
}
