package io.nextval.wire;

import java.util.UUID;

/**
 * Asks a group for a registration number; repeated unchanged while it is retried. Answered by
 * {@link Registered}, {@link Redirect} or {@link Failure}.
 */
public record Register(int group, UUID clientId) implements Frame {
    @Override
    public int type() {
        return FrameType.REGISTER;
    }
}
