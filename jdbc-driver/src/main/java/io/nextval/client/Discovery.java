package io.nextval.client;

import io.nextval.wire.Frame;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Retry;
import io.nextval.wire.Topology;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Asks for the topology: when the client starts, when a call does not know where to go, and from
 * time to time, so that nodes that come, go or move are noticed. The hosts of the URL are kept for
 * ever: when the known nodes are gone, these lead to the cluster again. Any thread.
 */
final class Discovery {
    private static final long REFRESH_NANOS_MIN = 200_000_000L;
    private static final long POLL_NANOS = ClientLimits.TOPOLOGY_MILLIS * 1_000_000L;

    private final Cluster cluster;
    private final ClientSettings settings;
    private final ReentrantLock refreshing = new ReentrantLock();
    private final AtomicBoolean polling = new AtomicBoolean();
    private volatile long pollNanos = System.nanoTime() + POLL_NANOS;
    private final Set<Race> races = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Race searching;
    private volatile boolean closed;
    private long refreshedNanos = System.nanoTime() - REFRESH_NANOS_MIN;
    private @Nullable Exchange polled;

    Discovery(Cluster cluster, ClientSettings settings) {
        this.cluster = cluster;
        this.settings = settings;
    }

    /** Connects to the first host of the URL that tells the topology. */
    void connect(long deadlineNanos) throws ClientException {
        Race race = search(settings.endpoints(), deadlineNanos);
        try {
            if (race.await(deadlineNanos) != null) {
                return;
            }
            race.cancel("has not answered in time");
            if (race.await(System.nanoTime() + REFRESH_NANOS_MIN) == null) {
                throw new Unreachable("none has answered in time", false);
            }
        } catch (IOException e) {
            boolean mismatch = e instanceof Unreachable all && all.isMismatch();
            throw new ClientException(
                    mismatch ? "08P01" : "08001",
                    Retry.SAFE,
                    "can not connect to any node: " + e.getMessage(),
                    e);
        } finally {
            races.remove(race);
        }
    }

    /**
     * Asks a node other than {@code except}, unless that was done a moment ago or is being done.
     * When none answers soon, the search goes on in the background.
     */
    void refresh(@Nullable Node except) {
        if (!refreshing.tryLock()) {
            return;
        }
        try {
            if (System.nanoTime() - refreshedNanos >= REFRESH_NANOS_MIN) {
                if (!askAround(except)) {
                    search();
                }
                refreshedNanos = System.nanoTime();
            }
        } finally {
            refreshing.unlock();
        }
    }

    /** A connection was lost, so that the topology may have changed: the next poll is due soon. */
    void connectionLost() {
        long soon = System.nanoTime() + REFRESH_NANOS_MIN;
        if (pollNanos - soon > 0) {
            pollNanos = soon;
        }
    }

    /**
     * Asks if it is time to, over a link that a call is about to use, and does not wait: the answer
     * is taken in by whoever reads the link for the call.
     */
    void poll(Link link, long nowNanos) {
        if (nowNanos - pollNanos < 0 || !polling.compareAndSet(false, true)) {
            return;
        }
        try {
            pollNanos = nowNanos + POLL_NANOS;
            Exchange unanswered = polled;
            if (unanswered != null) {
                boolean unused = unanswered.link.abandon(unanswered);
            }
            Exchange exchange = new Exchange(link, new GetTopology(), this::learn);
            polled = exchange;
            boolean unused = link.start(exchange, false);
        } finally {
            polling.set(false);
        }
    }

    /** Ends what is being tried; callers that wait for it are told. */
    void close() {
        closed = true;
        races.forEach(Discovery::cancel);
    }

    private static void cancel(Race race) {
        race.cancel("the client was closed");
    }

    private void learn(Frame reply) {
        if (reply instanceof Topology topology) {
            cluster.learn(topology);
        }
    }

    /** Of those that are connected; a node that is not listed may be one that was found anew. */
    private boolean askAround(@Nullable Node except) {
        for (Node node : cluster.nodes()) {
            Link link = node.openLink();
            if (link != null && node != except && !node.isSilent()) {
                long wait = Math.max(settings.answerTimeoutMillis() / 4, 100);
                if (ask(link, System.nanoTime() + wait * 1_000_000L)) {
                    return true;
                }
            }
        }
        return false;
    }

    private void search() {
        Race race = searching;
        if (race == null || race.isOver()) {
            long most = settings.connectTimeoutMillis() + 2L * settings.loginTimeoutMillis();
            List<Endpoint> places = places();
            if (places.isEmpty()) {
                return;
            }
            race =
                    search(
                            places,
                            System.nanoTime()
                                    + most * 1_000_000L
                                    + places.size() * Race.STAGGER_NANOS);
            searching = race;
        }
        try {
            var unused = race.await(System.nanoTime() + cluster.answerTimeoutNanos() / 2);
        } catch (IOException | ClientException e) {
            // the callers' own attempts say why
        }
    }

    /** The nodes' endpoints and those of the URL in turn, but none that is connected. */
    private List<Endpoint> places() {
        Set<Endpoint> places = new LinkedHashSet<>();
        Iterator<Endpoint> configured = settings.endpoints().iterator();
        for (Node node : cluster.order()) {
            places.addAll(node.endpoints());
            if (configured.hasNext()) {
                places.add(configured.next());
            }
        }
        configured.forEachRemaining(places::add);
        places.removeIf(cluster::isConnectedAt);
        return new ArrayList<>(places);
    }

    private Race search(List<Endpoint> endpoints, long limitNanos) {
        races.removeIf(Race::isOver);
        Race race =
                Race.start(
                        endpoints,
                        cluster.resolver(),
                        this::openAndAsk,
                        cluster::adopt,
                        limitNanos);
        races.add(race);
        if (closed) {
            cancel(race);
        }
        return race;
    }

    private Link openAndAsk(Endpoint endpoint, InetAddress address, Attempt attempt)
            throws IOException, ClientException {
        Link link = cluster.open(endpoint, address, attempt);
        if (ask(link, System.nanoTime() + settings.loginTimeoutMillis() * 1_000_000L)) {
            return link;
        }
        IOException silent = new IOException("did not tell the topology");
        link.close(silent);
        throw silent;
    }

    private boolean ask(Link link, long deadlineNanos) {
        Exchange exchange = new Exchange(link, new GetTopology(), null, Thread.currentThread());
        if (link.start(exchange, true)) {
            link.await(exchange, deadlineNanos);
            if (exchange.reply() instanceof Topology topology) {
                cluster.learn(topology);
                return true;
            }
            link.abandon(exchange);
        }
        return false;
    }
}
