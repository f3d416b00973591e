package io.nextval.server.tls;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Lets one log line of a kind through every ten seconds, so that nobody can fill the log. */
public final class LogGate {
    private static final long NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int KINDS_MAX = 64;

    private final Map<String, Long> lastNanos = new HashMap<>();

    /** True if a line of this kind may be logged now. */
    public synchronized boolean opens(String kind) {
        long now = System.nanoTime();
        Long last = lastNanos.get(kind);
        if (last != null && now - last < NANOS) {
            return false;
        }
        if (last == null && lastNanos.size() >= KINDS_MAX) {
            lastNanos.values().removeIf(then -> now - then >= NANOS);
            if (lastNanos.size() >= KINDS_MAX) {
                return false;
            }
        }
        lastNanos.put(kind, now);
        return true;
    }
}
