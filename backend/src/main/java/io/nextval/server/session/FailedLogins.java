package io.nextval.server.session;

import io.nextval.server.config.ServerLimits;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long a login that failed waits for its answer, because of those that failed before: for each
 * address and user, and for each address as a whole, so that trying many users helps nobody. Any
 * thread.
 *
 * <p>The right password never waits: else a program with a wrong one would hold back all programs
 * of its host, and anybody could lock anybody out.
 */
public final class FailedLogins {
    private static final long FIRST_DELAY_MILLIS = 100;
    private static final int DOUBLINGS_MAX = 10;

    /** So many failures of different users at one address are an ordinary day. */
    private static final int ADDRESS_FAILURES_FREE = 20;

    private final Map<Key, Entry> entries =
            new LinkedHashMap<>(64, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Key, Entry> eldest) {
                    return size() > ServerLimits.LOGIN_FAILURES.asInt();
                }
            };

    /** The address as a whole has an empty user, which nobody else has. */
    private record Key(String host, String user) {}

    private record Entry(int failures, long lastNanos) {}

    /** Notes a login that failed. */
    public synchronized void failed(String host, String user, long nowNanos) {
        count(new Key(host, user), nowNanos);
        count(new Key(host, ""), nowNanos);
    }

    private void count(Key key, long nowNanos) {
        entries.put(key, new Entry(Math.min(failures(key, nowNanos) + 1, 1 << 20), nowNanos));
    }

    /** Notes a login that succeeded: the failures of this user from this address are forgotten. */
    public synchronized void succeeded(String host, String user) {
        entries.remove(new Key(host, user));
    }

    /** Milliseconds that the answer to a login that failed, and was noted, has to wait. */
    public synchronized long delayMillis(String host, String user, long nowNanos) {
        int ofPair = failures(new Key(host, user), nowNanos);
        int ofAddress = failures(new Key(host, ""), nowNanos) - ADDRESS_FAILURES_FREE;
        return Math.max(delay(ofPair), delay(ofAddress));
    }

    private int failures(Key key, long nowNanos) {
        Entry entry = entries.get(key);
        if (entry == null) {
            return 0;
        }
        long retention = TimeUnit.MILLISECONDS.toNanos(ServerLimits.LOGIN_FAILURE_MILLIS.value());
        if (nowNanos - entry.lastNanos() > retention) {
            entries.remove(key);
            return 0;
        }
        return entry.failures();
    }

    private static long delay(int failures) {
        if (failures <= 0) {
            return 0;
        }
        long doubled = FIRST_DELAY_MILLIS << Math.min(failures - 1, DOUBLINGS_MAX);
        return Math.min(doubled, ServerLimits.LOGIN_DELAY_MILLIS.value());
    }

    /** How many addresses and pairs are remembered. */
    synchronized int size() {
        return entries.size();
    }
}
