package io.nextval.client;

import io.nextval.wire.GetTopology;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.NodeInfo;
import io.nextval.wire.Program;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Retry;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Topology;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What the client knows of the cluster: nodes, groups, who leads them, and which group owns a slot.
 * All of it may be outdated, which costs a redirect and nothing else. Any thread.
 */
final class Cluster {
    private static final int CATALOG_GROUP = 0;
    private static final UUID UNKNOWN = new UUID(0, 0);
    private static final long REFRESH_NANOS_MIN = 200_000_000L;

    private final ClientSettings settings;
    private final ConcurrentHashMap<String, Node> nodes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, GroupRoute> groups = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable UUID> clusterId = new AtomicReference<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile @Nullable GroupRoute[] slots = new GroupRoute[WireLimits.SLOTS];
    private volatile List<Node> order = List.of();
    private volatile boolean closed;
    private long version = -1;
    private long refreshedNanos = System.nanoTime() - REFRESH_NANOS_MIN;

    Cluster(ClientSettings settings) {
        this.settings = settings;
    }

    long answerTimeoutNanos() {
        return settings.answerTimeoutMillis() * 1_000_000L;
    }

    /** Connects to the first endpoint that answers, and learns the topology from it. */
    void connect(long deadlineNanos) throws ClientException {
        List<String> reasons = new ArrayList<>();
        boolean mismatch = true;
        for (Endpoint endpoint : settings.endpoints()) {
            try {
                Node node = adopt(open(endpoint, deadlineNanos));
                if (ask(node)) {
                    return;
                }
                mismatch = false;
                reasons.add(endpoint + " did not tell the topology");
            } catch (IOException e) {
                mismatch &= e instanceof Handshake.Mismatch;
                reasons.add(endpoint + " " + e.getMessage());
            }
        }
        throw new ClientException(
                mismatch ? "08P01" : "08001",
                Retry.SAFE,
                "can not connect to any node: " + String.join("; ", reasons));
    }

    Link open(Endpoint endpoint, long deadlineNanos) throws IOException, ClientException {
        if (closed) {
            throw new ClientException("08003", Retry.NEVER, "the client is closed");
        }
        long limit = System.nanoTime() + settings.connectTimeoutMillis() * 1_000_000L;
        Link link =
                Handshake.open(
                        endpoint, settings, limit - deadlineNanos < 0 ? limit : deadlineNanos);
        if (closed) {
            link.close(new IOException("the client was closed"));
        }
        UUID found = link.welcome().clusterId();
        if (!found.equals(UNKNOWN)
                && !clusterId.compareAndSet(null, found)
                && !found.equals(clusterId.get())) {
            IOException foreign = new IOException("belongs to another cluster, " + found);
            link.close(foreign);
            throw foreign;
        }
        return link;
    }

    /** The node that a link turned out to lead to. */
    Node adopt(Link link) {
        String id = link.welcome().nodeId();
        Node node = nodes.computeIfAbsent(id, key -> new Node(this, key, link.endpoint()));
        node.attach(link);
        if (order.isEmpty()) {
            order = List.of(node);
        }
        return node;
    }

    @Nullable GroupRoute groupOf(int slot) {
        return slot == Program.CATALOG_SLOT ? group(CATALOG_GROUP) : slots[slot];
    }

    /**
     * Whom to ask: the group's leader if there is a hint, else its members in turn; or any node.
     */
    Node pick(@Nullable GroupRoute group, int attempt) {
        Node leader = group == null ? null : group.leader();
        if (leader != null && !leader.isSilent()) {
            return leader;
        }
        List<Node> candidates =
                group == null || group.members().isEmpty() ? order : group.members();
        if (group == null && attempt == 0) {
            for (Node node : candidates) {
                if (node.openLink() != null) {
                    return node;
                }
            }
        }
        int start = turn.getAndIncrement() & 0xFFFF;
        for (int i = 0; i < candidates.size(); i++) {
            Node node = candidates.get((start + i) % candidates.size());
            if (!node.isSilent()) {
                return node;
            }
        }
        return candidates.get(start % candidates.size());
    }

    /** Takes the hint of a redirect from {@code from}. */
    void redirected(GroupRoute group, Node from, Redirect redirect) {
        if (redirect.reason() == RedirectReason.NOT_READY) {
            return;
        }
        String leaderId = redirect.leaderNodeId();
        if (!leaderId.isEmpty() && !nodes.containsKey(leaderId)) {
            refresh(null);
        }
        Node hinted = nodes.get(leaderId);
        if (hinted == null || hinted == from) {
            group.notLedBy(from);
        } else {
            group.leader(hinted);
        }
    }

    /**
     * Asks a node other than {@code except} for the topology, unless that was done a moment ago or
     * is being done.
     */
    void refresh(@Nullable Node except) {
        if (!refreshing.tryLock()) {
            return;
        }
        try {
            if (System.nanoTime() - refreshedNanos >= REFRESH_NANOS_MIN) {
                askAround(except);
                refreshedNanos = System.nanoTime();
            }
        } finally {
            refreshing.unlock();
        }
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    void close() {
        closed = true;
        IOException cause = new IOException("the client was closed");
        nodes.values().forEach(node -> node.close(cause));
    }

    /** When none of the known nodes answers, the hosts of the URL may lead somewhere by now. */
    private void askAround(@Nullable Node except) {
        for (int i = 0; i < order.size(); i++) {
            Node node = pick(null, 1);
            if (node != except && !node.isSilent() && ask(node)) {
                return;
            }
        }
        for (Endpoint endpoint : settings.endpoints()) {
            try {
                Node node = adopt(open(endpoint, System.nanoTime() + answerTimeoutNanos() / 2));
                if (ask(node)) {
                    return;
                }
            } catch (IOException | ClientException e) {
                // the next one may answer; if none does, the callers' own attempts say why
            }
        }
    }

    private boolean ask(Node node) {
        try {
            long deadline = System.nanoTime() + answerTimeoutNanos() / 2;
            Link link = node.link(deadline);
            Exchange exchange = new Exchange(link, new GetTopology(), null, Thread.currentThread());
            if (link.start(exchange, true)) {
                link.await(exchange, deadline);
                if (exchange.reply() instanceof Topology topology) {
                    learn(topology);
                    return true;
                }
                link.abandon(exchange);
            }
            return false;
        } catch (IOException | ClientException e) {
            return false;
        }
    }

    private synchronized void learn(Topology topology) {
        for (NodeInfo info : topology.nodes()) {
            Endpoint endpoint = new Endpoint(info.host(), info.port());
            nodes.computeIfAbsent(info.id(), id -> new Node(this, id, endpoint))
                    .advertised(endpoint);
        }
        if (topology.version() >= version) {
            version = topology.version();
            order = topology.nodes().isEmpty() ? List.copyOf(nodes.values()) : known(topology);
            @Nullable GroupRoute[] owners = new GroupRoute[WireLimits.SLOTS];
            for (SlotRun run : topology.slots()) {
                GroupRoute owner = group(run.group());
                for (int slot = run.firstSlot(); slot <= run.lastSlot(); slot++) {
                    owners[slot] = owner;
                }
            }
            slots = owners;
        }
        for (GroupInfo info : topology.groups()) {
            GroupRoute group = group(info.group());
            group.members(nodes(info.members()));
            Node leader = nodes.get(info.leaderNodeId());
            if (leader != null && !leader.isSilent()) {
                group.leader(leader);
            }
        }
    }

    private List<Node> known(Topology topology) {
        return nodes(topology.nodes().stream().map(NodeInfo::id).toList());
    }

    private List<Node> nodes(List<String> ids) {
        List<Node> found = new ArrayList<>();
        for (String id : ids) {
            Node node = nodes.get(id);
            if (node != null) {
                found.add(node);
            }
        }
        return List.copyOf(found);
    }

    private GroupRoute group(int number) {
        return groups.computeIfAbsent(number, key -> new GroupRoute(this, key));
    }
}
