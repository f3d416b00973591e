package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/** A node and the one link to it, opened when it is first needed and again when it was lost. */
final class Node {
    private final Cluster cluster;
    private final String id;
    private final ReentrantLock connecting = new ReentrantLock();
    private volatile Endpoint advertised;
    private volatile @Nullable Endpoint reached;
    private volatile @Nullable Link link;
    private volatile long silentUntilNanos = System.nanoTime();
    private volatile long failedNanos;
    private volatile @Nullable IOException failure;

    Node(Cluster cluster, String id, Endpoint advertised) {
        this.cluster = cluster;
        this.id = id;
        this.advertised = advertised;
    }

    String id() {
        return id;
    }

    void advertised(Endpoint endpoint) {
        advertised = endpoint;
    }

    /** Not worth asking until then: it accepts connections, but says nothing. */
    void silentUntil(long nanos) {
        silentUntilNanos = nanos;
    }

    boolean isSilent() {
        return silentUntilNanos - System.nanoTime() > 0;
    }

    @Nullable Link openLink() {
        Link current = link;
        return current != null && current.isOpen() ? current : null;
    }

    /** Takes over a link that was found to lead here. */
    void attach(Link found) {
        reached = found.endpoint();
        Link old = openLink();
        if (old == null) {
            link = found;
        } else if (old != found) {
            found.close(new IOException("node " + id + " is connected already"));
        }
    }

    /** The open link, after connecting if need be; callers that waited share one failure. */
    Link link(long deadlineNanos) throws IOException, ClientException {
        Link current = openLink();
        if (current != null) {
            return current;
        }
        long arrived = System.nanoTime();
        if (!Locks.tryLock(connecting, deadlineNanos)) {
            throw new IOException("still connecting");
        }
        try {
            current = openLink();
            IOException shared = failure;
            if (current != null) {
                return current;
            }
            if (shared != null && failedNanos - arrived > 0) {
                throw new IOException(shared.getMessage(), shared);
            }
            return connect(deadlineNanos);
        } finally {
            connecting.unlock();
        }
    }

    void close(IOException cause) {
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

    private Link connect(long deadlineNanos) throws IOException, ClientException {
        Endpoint last = reached;
        try {
            if (last != null && !last.equals(advertised)) {
                try {
                    return connect(last, deadlineNanos);
                } catch (IOException e) {
                    reached = null;
                }
            }
            return connect(advertised, deadlineNanos);
        } catch (IOException e) {
            failure = e;
            failedNanos = System.nanoTime();
            throw e;
        }
    }

    private Link connect(Endpoint endpoint, long deadlineNanos)
            throws IOException, ClientException {
        Link opened = cluster.open(endpoint, deadlineNanos);
        String found = opened.welcome().nodeId();
        if (!found.equals(id)) {
            cluster.adopt(opened);
            throw new IOException("there is node " + found + " at " + endpoint);
        }
        attach(opened);
        return opened;
    }
}
