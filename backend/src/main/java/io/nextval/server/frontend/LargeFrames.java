package io.nextval.server.frontend;

import io.nextval.server.config.ServerLimits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of a node for large frames: taken when the length of one is read, before anything is
 * kept for it, and given back when it was answered or its connection has ended. Any thread.
 */
final class LargeFrames {
    static final int LARGE_BYTES = ServerLimits.LARGE_FRAME_BYTES.asInt();

    private final AtomicLong taken = new AtomicLong();

    /** False if there is not so much left. */
    boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= ServerLimits.LARGE_FRAMES_BYTES.value()) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    void give(int bytes) {
        taken.addAndGet(-bytes);
    }

    long taken() {
        return taken.get();
    }
}
