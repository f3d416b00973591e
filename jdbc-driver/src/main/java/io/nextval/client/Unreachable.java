package io.nextval.client;

import java.io.IOException;

/** None of several places could be connected to; the message has a reason for each. */
final class Unreachable extends IOException {
    private static final long serialVersionUID = 1L;

    private final boolean mismatch;

    Unreachable(String message, boolean mismatch) {
        super(message);
        this.mismatch = mismatch;
    }

    /** Whether all of them answered, but as something else than the server that was looked for. */
    boolean isMismatch() {
        return mismatch;
    }
}
