package io.nextval.wire;

/** The request was not executed here; {@code leaderNodeId} is empty when unknown. */
public record Redirect(RedirectReason reason, int group, String leaderNodeId) implements Frame {
    @Override
    public int type() {
        return FrameType.REDIRECT;
    }
}
