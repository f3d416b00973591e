package io.nextval.wire;

/** The server closes this connection, and why. Its request id is 0. */
public record Goodbye(String sqlState, String reason) implements Frame {
    @Override
    public int type() {
        return FrameType.GOODBYE;
    }
}
