package io.nextval.server.raft;

import java.util.concurrent.TimeUnit;

/**
 * The leader's idea of log time: where the replicated state stood when this node began to lead,
 * plus what its monotonic clock has counted since. Wall clocks are not asked, so that a jump of one
 * can not expire anybody's tickets. Started by the apply thread, read by the proposer's thread.
 */
final class LogClock {
    private record Origin(long stateMillis, long nanos) {}

    private volatile Origin origin = new Origin(0, System.nanoTime());

    void start(long stateMillis) {
        origin = new Origin(stateMillis, System.nanoTime());
    }

    long millis() {
        Origin o = origin;
        return o.stateMillis + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - o.nanos);
    }
}
