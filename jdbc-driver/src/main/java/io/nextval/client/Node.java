package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A node and the one link to it, opened when it is first needed and again when it was lost. Opening
 * goes on in the background when the callers that wanted it have gone elsewhere; there is never
 * more than one race for a node. Any thread.
 */
final class Node {
    private final Cluster cluster;
    private final String id;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile Endpoint advertised;
    private volatile @Nullable Endpoint reached;
    private volatile @Nullable Link link;
    private volatile long silentUntilNanos = System.nanoTime();
    private volatile long connectingSinceNanos;
    private volatile @Nullable Race connecting;
    private volatile boolean closed;

    Node(Cluster cluster, String id, Endpoint advertised) {
        this.cluster = cluster;
        this.id = id;
        this.advertised = advertised;
    }

    String id() {
        return id;
    }

    void advertised(Endpoint endpoint) {
        boolean moved = !endpoint.equals(advertised);
        advertised = endpoint;
        if (moved && openLink() == null) {
            reached = null;
        }
    }

    boolean isConnectedAt(Endpoint endpoint) {
        return openLink() != null && endpoints().contains(endpoint);
    }

    /** Where the node may be: where it was found last, and where the cluster says that it is. */
    List<Endpoint> endpoints() {
        Endpoint last = reached;
        Endpoint said = advertised;
        return last == null || last.equals(said) ? List.of(said) : List.of(last, said);
    }

    /** Not worth asking until then: it accepts connections, but says nothing. */
    void silentUntil(long nanos) {
        silentUntilNanos = nanos;
    }

    /** Whether it says nothing, or has been connected to for so long that it may never answer. */
    boolean isSilent() {
        long now = System.nanoTime();
        Race race = connecting;
        return silentUntilNanos - now > 0
                || (race != null && !race.isOver() && now - connectingSinceNanos > patienceNanos());
    }

    @Nullable Link openLink() {
        Link current = link;
        return current != null && current.isOpen() ? current : null;
    }

    /** Takes over a link that was found to lead here. */
    void attach(Link found) {
        boolean taken;
        lock.lock();
        try {
            reached = found.endpoint();
            taken = openLink() == null && !closed;
            if (taken) {
                link = found;
                silentUntilNanos = System.nanoTime();
            }
        } finally {
            lock.unlock();
        }
        if (!taken && link != found) {
            found.close(new IOException("node " + id + " needs no other connection"));
        }
    }

    /**
     * The open link, after connecting if need be. Waits no longer than {@link
     * ClientLimits#CONNECTING_PATIENCE_MILLIS}, after which another node may be a better choice;
     * who asks again goes on waiting for the same attempt. All that wait share one failure.
     */
    Link link(long deadlineNanos) throws IOException, ClientException {
        Link current = openLink();
        if (current != null) {
            return current;
        }
        long patience = System.nanoTime() + patienceNanos();
        Race race = race();
        Link opened = race.await(patience - deadlineNanos < 0 ? patience : deadlineNanos);
        if (opened == null) {
            throw new IOException("has not accepted a connection yet");
        }
        Link attached = openLink();
        return attached == null ? opened : attached;
    }

    /** For good: the node has left the cluster, or the client is closed. */
    void close(IOException cause) {
        closed = true;
        Race race = connecting;
        if (race != null) {
            race.cancel(String.valueOf(cause.getMessage()));
        }
        Link current = link;
        if (current != null) {
            current.close(cause);
        }
    }

    @Override
    public String toString() {
        Endpoint last = reached;
        return id + " (" + (last == null ? advertised : last) + ")";
    }

    private Race race() throws IOException, ClientException {
        lock.lock();
        try {
            Race running = connecting;
            cluster.checkOpen();
            if (closed) {
                throw new IOException("is not in use any more");
            }
            if (running != null && !running.isOver()) {
                return running;
            }
            connectingSinceNanos = System.nanoTime();
            Race fresh = cluster.race(this, this::open, this::attach);
            connecting = fresh;
            return fresh;
        } finally {
            lock.unlock();
        }
    }

    private Link open(Endpoint endpoint, InetAddress address, Attempt attempt)
            throws IOException, ClientException {
        Link opened = cluster.open(endpoint, address, attempt);
        String found = opened.welcome().nodeId();
        if (!found.equals(id)) {
            cluster.adopt(opened);
            throw new IOException("is node " + found + " and not " + id);
        }
        return opened;
    }

    private static long patienceNanos() {
        return ClientLimits.CONNECTING_PATIENCE_MILLIS * 1_000_000L;
    }
}
