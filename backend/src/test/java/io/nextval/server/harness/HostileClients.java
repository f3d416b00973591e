package io.nextval.server.harness;

import io.nextval.wire.Frame;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Welcome;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Clients that mean harm, from an address of their own, 127.0.0.2: each behaviour at its own pace
 * against all nodes in turn, and a count of what the nodes said to it. Each behaviour has threads
 * of its own; {@link #end} ends them and closes their connections.
 */
public final class HostileClients implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String ADDRESS = "127.0.0.2";

    private final List<NodeAddress> nodes;
    private final String user;
    private final String password;
    private final InetAddress from;
    private final AtomicInteger turn = new AtomicInteger();
    private final Map<String, Integer> seen = new TreeMap<>();
    private final Set<WireClient> open = ConcurrentHashMap.newKeySet();
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean over;

    /** Of nodes with {@code auth=scram}; the user is a real one, for those that log in. */
    public HostileClients(List<NodeAddress> nodes, String user, String password) {
        this.nodes = List.copyOf(nodes);
        this.user = user;
        this.password = password;
        try {
            this.from = InetAddress.getByName(ADDRESS);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a behaviour at its usual pace. */
    public void begin(Hostility behaviour) {
        begin(behaviour, behaviour.perSecond());
    }

    /** Starts a behaviour at a pace. */
    public void begin(Hostility behaviour, int perSecond) {
        over = false;
        long pause = TimeUnit.SECONDS.toNanos(behaviour.threads()) / perSecond;
        for (int i = 0; i < behaviour.threads(); i++) {
            Thread thread = new Thread(() -> repeat(HostileSteps.of(behaviour), pause), "hostile");
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void repeat(HostileSteps.Step step, long pauseNanos) {
        long next = System.nanoTime();
        while (!over) {
            try {
                step.take(this);
            } catch (IOException e) {
                if (!over) {
                    saw("refused or reset");
                }
            }
            next += pauseNanos;
            for (long left = next - System.nanoTime();
                    left > 0 && !over;
                    left = next - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /** Ends all behaviours, and says what was seen since they began, and how often. */
    public Map<String, Integer> end() {
        over = true;
        threads.forEach(LockSupport::unpark);
        open.forEach(WireClient::close);
        for (Thread thread : threads) {
            join(thread);
        }
        open.forEach(WireClient::close);
        open.clear();
        threads.clear();
        synchronized (seen) {
            Map<String, Integer> counts = new TreeMap<>(seen);
            seen.clear();
            return counts;
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was seen until now, and how often. */
    public Map<String, Integer> seen() {
        synchronized (seen) {
            return new TreeMap<>(seen);
        }
    }

    void saw(String what) {
        synchronized (seen) {
            seen.merge(what, 1, Integer::sum);
        }
    }

    /** Connects to the next node. */
    WireClient connect() throws IOException {
        NodeAddress node = nodes.get(Math.floorMod(turn.getAndIncrement(), nodes.size()));
        WireClient client = WireClient.raw(node, LIMIT, from);
        open.add(client);
        return client;
    }

    /** Connects and logs in. */
    WireClient loggedIn() throws IOException {
        WireClient client = connect();
        Frame answer = client.login(user, password);
        if (!(answer instanceof Welcome)) {
            close(client);
            throw new IOException("no Welcome but " + answer);
        }
        return client;
    }

    void close(WireClient client) {
        open.remove(client);
        client.close();
    }

    /** Counts how the node ends a connection, and closes it. */
    void sawEnd(WireClient client) {
        try {
            saw(nameOf(client.receive().frame()));
        } catch (EOFException e) {
            saw("closed");
        } catch (SocketTimeoutException e) {
            saw("no answer");
        } catch (IOException e) {
            if (!over) {
                saw("refused or reset");
            }
        } finally {
            close(client);
        }
    }

    /** What a frame is counted as. */
    static String nameOf(Frame frame) {
        return frame instanceof Goodbye goodbye
                ? "Goodbye " + goodbye.sqlState()
                : frame.getClass().getSimpleName();
    }

    String user() {
        return user;
    }

    @Override
    public void close() {
        var unused = end();
    }
}
