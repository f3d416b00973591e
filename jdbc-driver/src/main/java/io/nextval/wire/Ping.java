package io.nextval.wire;

/** Asks for a sign of life. Answered by {@link Pong}. */
public record Ping() implements Frame {
    @Override
    public int type() {
        return FrameType.PING;
    }
}
