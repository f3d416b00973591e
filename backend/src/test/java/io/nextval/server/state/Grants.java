package io.nextval.server.state;

import io.nextval.wire.Wrap;

/** The values of a grant, computed as a client computes them. */
final class Grants {
    private Grants() {}

    static long valueAt(Answer.Granted granted, long index) {
        Wrap wrap = granted.wrap();
        if (wrap == null || index < wrap.firstRun()) {
            return granted.first() + index * granted.increment();
        }
        return wrap.restart()
                + ((index - wrap.firstRun()) % wrap.cycleLength()) * granted.increment();
    }
}
