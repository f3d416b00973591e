package io.nextval.server.frontend;

import io.nextval.server.config.ServerLimits;

import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.Map;

/**
 * Counts the connections of a node and those that have not logged in, and says whether there is
 * room for one more. Any thread; called a few times in a connection's life.
 */
final class Admission {
    private final Map<String, Integer> loginsPerHost = new HashMap<>();
    private int connections;
    private int logins;
    private int refusals;

    /** What became of a connection that came. */
    enum Verdict {
        /** It may log in. */
        ADMITTED,
        /** It is told that there is no room for it. */
        REFUSED,
        /** It is closed without a word. */
        CLOSED
    }

    /** A connection's place; left exactly once. */
    final class Place {
        private final String host;
        private final Verdict verdict;
        private final @Nullable String refusal;
        private boolean loggedIn;
        private boolean left;

        private Place(String host, Verdict verdict, @Nullable String refusal) {
            this.host = host;
            this.verdict = verdict;
            this.refusal = refusal;
        }

        Verdict verdict() {
            return verdict;
        }

        /** Why there is no room; null if there is. */
        @Nullable String refusal() {
            return refusal;
        }

        /** The connection is no longer one of those that have not logged in. */
        void loggedIn() {
            synchronized (Admission.this) {
                if (!loggedIn && !left && verdict == Verdict.ADMITTED) {
                    loggedIn = true;
                    forgetLogin(host);
                }
            }
        }

        /** The connection has ended. */
        void leave() {
            synchronized (Admission.this) {
                if (left) {
                    return;
                }
                left = true;
                if (verdict == Verdict.ADMITTED) {
                    connections--;
                    if (!loggedIn) {
                        forgetLogin(host);
                    }
                } else if (verdict == Verdict.REFUSED) {
                    refusals--;
                }
            }
        }
    }

    /** A connection came from this address. */
    synchronized Place enter(String host) {
        String refusal = refusal(host);
        if (refusal == null) {
            connections++;
            logins++;
            loginsPerHost.merge(host, 1, Integer::sum);
            return new Place(host, Verdict.ADMITTED, null);
        }
        if (refusals >= ServerLimits.REFUSALS.value()) {
            return new Place(host, Verdict.CLOSED, refusal);
        }
        refusals++;
        return new Place(host, Verdict.REFUSED, refusal);
    }

    private @Nullable String refusal(String host) {
        if (connections >= ServerLimits.CONNECTIONS.value()) {
            return "this node has "
                    + connections
                    + " connections, which is its limit; use fewer, or another node";
        }
        if (logins >= ServerLimits.LOGINS.value()) {
            return logins
                    + " connections wait to log in, which is the limit of this node; try again"
                    + " soon, or another node";
        }
        int ofHost = loginsOf(host);
        return ofHost >= ServerLimits.LOGINS_PER_ADDRESS.value()
                ? ofHost
                        + " connections of the address "
                        + host
                        + " wait to log in, which is the limit for one address; try again soon"
                : null;
    }

    /** How many connections of an address have not logged in. */
    synchronized int loginsOf(String host) {
        return loginsPerHost.getOrDefault(host, 0);
    }

    private void forgetLogin(String host) {
        logins--;
        loginsPerHost.computeIfPresent(host, (h, count) -> count == 1 ? null : count - 1);
    }
}
