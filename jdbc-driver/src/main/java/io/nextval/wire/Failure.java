package io.nextval.wire;

/**
 * The request failed. {@code position} is a 1-based character offset into the SQL text, 0 for none;
 * detail and hint may be empty.
 */
public record Failure(
        String sqlState, Retry retry, String message, String detail, String hint, int position)
        implements Frame {
    @Override
    public int type() {
        return FrameType.FAILURE;
    }
}
