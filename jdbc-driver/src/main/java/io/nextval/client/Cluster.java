package io.nextval.client;

import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
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
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * What the client knows of the cluster: nodes, groups, who leads them, and which group owns a slot.
 * All of it may be outdated, which costs a redirect and nothing else. Any thread.
 */
final class Cluster {
    private static final int CATALOG_GROUP = 0;
    private static final String UNKNOWN_USER = "28000";
    private static final UUID UNKNOWN = new UUID(0, 0);

    private final ClientSettings settings;
    private final Resolver resolver;
    private final Discovery discovery;
    private final ConcurrentHashMap<String, Node> nodes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Integer, GroupRoute> groups = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable UUID> clusterId = new AtomicReference<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final ReentrantLock learning = new ReentrantLock();
    private volatile @Nullable GroupRoute[] slots = new GroupRoute[WireLimits.SLOTS];
    private volatile List<Node> order = List.of();
    private volatile boolean closed;
    private long version = -1;

    Cluster(ClientSettings settings, Resolver resolver) {
        this.settings = settings;
        this.resolver = resolver;
        this.discovery = new Discovery(this, settings);
    }

    long answerTimeoutNanos() {
        return settings.answerTimeoutMillis() * 1_000_000L;
    }

    Resolver resolver() {
        return resolver;
    }

    Discovery discovery() {
        return discovery;
    }

    /** All nodes, as the topology lists them. */
    List<Node> order() {
        return order;
    }

    /** Opens a link; only to a node of this cluster. */
    Link open(Endpoint endpoint, InetAddress address, Attempt attempt)
            throws IOException, ClientException {
        checkOpen();
        Link link = Handshake.open(endpoint, address, settings, attempt);
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

    /**
     * Starts opening a link to a node at these endpoints, or else at one of the URL that is not
     * known to lead to another node.
     */
    Race race(Node node, Race.Way way, Consumer<Link> winner) {
        Set<Endpoint> places = new LinkedHashSet<>(node.endpoints());
        for (Endpoint endpoint : settings.endpoints()) {
            if (!isConnectedAt(endpoint)) {
                places.add(endpoint);
            }
        }
        long most = (long) settings.connectTimeoutMillis() + settings.loginTimeoutMillis();
        return Race.start(
                List.copyOf(places),
                resolver,
                way,
                winner,
                System.nanoTime() + most * 1_000_000L + places.size() * Race.STAGGER_NANOS);
    }

    /** The node that a link turned out to lead to. */
    void adopt(Link link) {
        String id = link.welcome().nodeId();
        Node node = nodes.computeIfAbsent(id, key -> new Node(this, key, link.endpoint()));
        node.attach(link);
        if (order.isEmpty()) {
            order = List.of(node);
        }
        if (closed) {
            link.close(new IOException("the client was closed"));
        }
    }

    /** Whether a call to this group, or with null to any node, has nowhere to go. */
    boolean isLost(@Nullable GroupRoute group) {
        return group == null ? anyOpenLink() == null : group.leader() == null;
    }

    boolean isConnectedAt(Endpoint endpoint) {
        for (Node node : nodes.values()) {
            if (node.isConnectedAt(endpoint)) {
                return true;
            }
        }
        return false;
    }

    @Nullable Link anyOpenLink() {
        for (Node node : nodes.values()) {
            Link link = node.openLink();
            if (link != null && !node.isSilent()) {
                return link;
            }
        }
        return null;
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
            discovery.refresh(null);
        }
        Node hinted = nodes.get(leaderId);
        if (hinted == null || hinted == from) {
            group.notLedBy(from);
        } else {
            group.leader(hinted);
        }
    }

    /**
     * Takes note of a definite answer. One that says that the user is not known any more is true of
     * all connections that are open: the next calls log in again, as whoever has the name now.
     */
    void answered(Link link, Frame reply) {
        if (reply instanceof Failure failure
                && failure.sqlState().equals(UNKNOWN_USER)
                && link.retire()) {
            for (Node node : nodes.values()) {
                Link open = node.openLink();
                if (open != null) {
                    open.retire();
                }
            }
        }
    }

    Collection<Node> nodes() {
        return nodes.values();
    }

    void close() {
        closed = true;
        discovery.close();
        IOException cause = new IOException("the client was closed");
        nodes.values().forEach(node -> node.close(cause));
    }

    /** Takes in what a node says; nodes that the cluster has no more are forgotten. */
    void learn(Topology topology) {
        List<Node> gone = new ArrayList<>();
        learning.lock();
        try {
            if (topology.version() >= version) {
                version = topology.version();
                learnMap(topology, gone);
            }
            learnLeaders(topology);
        } finally {
            learning.unlock();
        }
        IOException cause = new IOException("the node has left the cluster");
        gone.forEach(node -> node.close(cause));
    }

    private void learnMap(Topology topology, List<Node> gone) {
        for (NodeInfo info : topology.nodes()) {
            Endpoint endpoint = new Endpoint(info.host(), info.port());
            nodes.computeIfAbsent(info.id(), id -> new Node(this, id, endpoint))
                    .advertised(endpoint);
        }
        if (!topology.nodes().isEmpty()) {
            List<Node> listed = known(topology);
            order = listed;
            gone.addAll(nodes.values());
            gone.removeAll(listed);
            for (Node node : gone) {
                nodes.remove(node.id(), node);
                groups.values().forEach(group -> group.notLedBy(node));
            }
        } else {
            order = List.copyOf(nodes.values());
        }
        @Nullable GroupRoute[] owners = new GroupRoute[WireLimits.SLOTS];
        for (SlotRun run : topology.slots()) {
            GroupRoute owner = group(run.group());
            for (int slot = run.firstSlot(); slot <= run.lastSlot(); slot++) {
                owners[slot] = owner;
            }
        }
        slots = owners;
    }

    private void learnLeaders(Topology topology) {
        for (GroupInfo info : topology.groups()) {
            GroupRoute group = group(info.group());
            group.members(nodes(info.members()));
            Node leader = nodes.get(info.leaderNodeId());
            if (leader != null && !leader.isSilent()) {
                group.leader(leader);
            }
        }
    }

    void checkOpen() throws ClientException {
        if (closed) {
            throw new ClientException("08003", Retry.NEVER, "the client is closed");
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
