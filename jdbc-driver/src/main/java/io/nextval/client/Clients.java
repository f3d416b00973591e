package io.nextval.client;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The JVM's clients, one for each set of settings. A client is opened with its first lease and
 * closed a moment after its last one ends, so that opening and closing single connections in turn
 * does not cost a handshake each time. Any thread.
 */
public final class Clients {
    private record Key(Set<Endpoint> endpoints, ClientSettings rest) {}

    private static final ReentrantLock LOCK = new ReentrantLock();
    private static final Map<Key, SharedClient> SHARED = new HashMap<>();

    /** The right to use a client until closed. */
    public static final class Lease implements AutoCloseable {
        private final Client client;
        private final Key key;
        private final SharedClient shared;
        private final AtomicBoolean closed = new AtomicBoolean();

        private Lease(Key key, SharedClient shared) {
            this.client = shared.client();
            this.key = key;
            this.shared = shared;
        }

        public Client client() {
            return client;
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(key, shared);
            }
        }
    }

    private Clients() {}

    /**
     * Leases the client for these settings, connecting it first if it is new.
     *
     * @throws ClientException 08001 or 08P01 with a reason for each host, or 28xxx
     */
    public static Lease lease(ClientSettings settings, long timeoutNanos) throws ClientException {
        Key key = key(settings);
        SharedClient shared;
        LOCK.lock();
        try {
            shared = SHARED.computeIfAbsent(key, k -> new SharedClient(settings));
            shared.leases++;
        } finally {
            LOCK.unlock();
        }
        boolean connected = false;
        try {
            shared.connect(System.nanoTime() + timeoutNanos);
            connected = true;
            return new Lease(key, shared);
        } finally {
            if (!connected) {
                release(key, shared);
            }
        }
    }

    private static void release(Key key, SharedClient shared) {
        LOCK.lock();
        try {
            if (--shared.leases > 0) {
                return;
            }
            shared.endedNanos = System.nanoTime();
        } finally {
            LOCK.unlock();
        }
        Executor later =
                CompletableFuture.delayedExecutor(
                        ClientLimits.LINGER_MILLIS, TimeUnit.MILLISECONDS);
        later.execute(() -> closeIfUnused(key, shared));
    }

    private static void closeIfUnused(Key key, SharedClient shared) {
        LOCK.lock();
        try {
            long idle = System.nanoTime() - shared.endedNanos;
            if (shared.leases > 0 || idle < ClientLimits.LINGER_MILLIS * 1_000_000L) {
                return;
            }
            SHARED.remove(key, shared);
        } finally {
            LOCK.unlock();
        }
        shared.close();
    }

    private static Key key(ClientSettings settings) {
        return new Key(new HashSet<>(settings.endpoints()), settings.withEndpoints(List.of()));
    }
}
