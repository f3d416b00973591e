package io.nextval.wire;

/** Asks what a SQL text means. Answered by {@link Plan} or {@link Failure}. */
public record Prepare(String schema, String sql) implements Frame {
    @Override
    public int type() {
        return FrameType.PREPARE;
    }
}
