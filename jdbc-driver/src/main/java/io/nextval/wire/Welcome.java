package io.nextval.wire;

import java.util.UUID;

/** Accepts a {@link Hello}: the version spoken from here on and who the server is. */
public record Welcome(
        int version, UUID clusterId, String nodeId, String serverVersion, int frameBytesMax)
        implements Frame {
    @Override
    public int type() {
        return FrameType.WELCOME;
    }
}
