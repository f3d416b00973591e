package io.nextval.server.harness;

import static org.awaitility.Awaitility.await;

import io.nextval.wire.Frame;
import io.nextval.wire.GetTopology;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.Plan;
import io.nextval.wire.Prepare;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Topology;
import io.nextval.wire.WireLimits;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A cluster of server processes on this machine. Used by one thread, the test's; what it knows
 * about leaders it asks over the wire.
 */
public final class TestCluster implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration ASK_LIMIT = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(50);

    private final List<NodeProcess> nodes = new ArrayList<>();

    /** With system properties {@code -Dkey=value} and options {@code --key=value} of each node. */
    TestCluster(int size, Path folder, List<String> settings) {
        List<String> properties = settings.stream().filter(s -> s.startsWith("-D")).toList();
        List<String> options = settings.stream().filter(s -> s.startsWith("--")).toList();
        List<NodeAddress> addresses = new ArrayList<>();
        for (int i = 1; i <= size; i++) {
            addresses.add(NodeAddress.create("n" + i, folder));
        }
        Distribution distribution = Distribution.find();
        for (NodeAddress address : addresses) {
            List<String> arguments =
                    new ArrayList<>(size == 1 ? address.arguments() : address.arguments(addresses));
            arguments.addAll(options);
            nodes.add(
                    new NodeProcess(address, distribution.command(properties, arguments), folder));
        }
    }

    /** Starts all nodes and waits until every group is led. */
    void start() {
        nodes.forEach(NodeProcess::start);
        nodes.forEach(this::awaitAnswering);
        awaitLeaders();
    }

    public List<NodeProcess> nodes() {
        return List.copyOf(nodes);
    }

    public NodeProcess node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst().orElseThrow();
    }

    /** JDBC URL with all nodes; append properties with {@code ?}. */
    public String url() {
        return url(nodes);
    }

    /** JDBC URL with these nodes only. */
    public String url(List<NodeProcess> some) {
        return some.stream()
                .map(node -> node.address().client())
                .collect(Collectors.joining(",", "jdbc:nextval://", "/public"));
    }

    /** Starts a node that was killed and waits until it answers clients and all groups are led. */
    public void restart(NodeProcess node) {
        node.start();
        awaitAnswering(node);
        awaitLeaders();
    }

    /** Kills all nodes with one call of {@code kill -9}. */
    public List<Integer> killAll() {
        return killTogether(nodes);
    }

    /** Kills these nodes with one call of {@code kill -9}, and returns their exit codes (137). */
    public List<Integer> killTogether(List<NodeProcess> some) {
        Signals.send("KILL", some.stream().mapToLong(NodeProcess::pid).toArray());
        return some.stream().map(node -> node.awaitExit(Duration.ofSeconds(60))).toList();
    }

    /** Starts all nodes again. */
    public void restartAll() {
        start();
    }

    /** Waits until a node accepts clients. */
    public void awaitAnswering(NodeProcess node) {
        await("answer of " + node.id())
                .atMost(START_LIMIT)
                .pollInterval(POLL)
                .failFast(node.id() + " has ended", () -> !node.alive())
                .until(() -> topology(node).isPresent());
    }

    /** Waits until every node is known to the catalog and every group is led by a running node. */
    public void awaitLeaders() {
        await("a catalog of all nodes, and a leader of every group")
                .atMost(START_LIMIT)
                .pollInterval(POLL)
                .until(
                        () -> {
                            Optional<Topology> topology = anyTopology();
                            return topology.isPresent()
                                    && topology.get().nodes().size() == nodes.size()
                                    && coversAllSlots(topology.get())
                                    && topology.get().groups().stream()
                                            .allMatch(
                                                    group -> findLeader(group.group()).isPresent());
                        });
    }

    /**
     * Waits until each sequencer group is led by its own node. Nodes hand the lead over to it;
     * after that, nobody moves it without a reason.
     */
    public void awaitLeadersWhereTheyBelong() {
        await("each sequencer group is led by its own node")
                .atMost(START_LIMIT)
                .pollInterval(POLL)
                .until(() -> IntStream.rangeClosed(1, nodes.size()).allMatch(this::isLedByItsNode));
    }

    private boolean isLedByItsNode(int group) {
        return findLeader(group).filter(nodes.get(group % nodes.size())::equals).isPresent();
    }

    /** Waits for the leader of a group: the only running node that says it leads. */
    public NodeProcess leaderOf(int group) {
        return await("leader of group " + group)
                .atMost(START_LIMIT)
                .pollInterval(POLL)
                .until(() -> findLeader(group), Optional::isPresent)
                .orElseThrow();
    }

    /** Waits until a group is led by another running node than this one. */
    public NodeProcess awaitOtherLeader(int group, NodeProcess than) {
        return await("another leader of group " + group + " than " + than.id())
                .atMost(START_LIMIT)
                .pollInterval(POLL)
                .until(
                        () -> findLeader(group).filter(leader -> !leader.equals(than)),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** The node that leads a group, if exactly one running node says that it does. */
    public Optional<NodeProcess> findLeader(int group) {
        List<NodeProcess> claims =
                nodes.stream().filter(NodeProcess::running).filter(n -> leads(n, group)).toList();
        return claims.size() == 1 ? Optional.of(claims.get(0)) : Optional.empty();
    }

    /** The group that owns a sequence: its slot from a plan, the slot's group from the slot map. */
    public int groupOf(String sequence) {
        return await("group of " + sequence)
                .atMost(START_LIMIT)
                .pollInterval(POLL)
                .until(() -> findGroup(sequence), Optional::isPresent)
                .orElseThrow();
    }

    /** What one node knows of the cluster; empty if it does not answer. */
    public Optional<Topology> topology(NodeProcess node) {
        return ask(node, new GetTopology())
                .filter(Topology.class::isInstance)
                .map(Topology.class::cast);
    }

    /** Kills everything that is left. */
    @Override
    public void close() {
        nodes.stream().filter(NodeProcess::alive).forEach(NodeProcess::kill);
    }

    private Optional<Topology> anyTopology() {
        return nodes.stream()
                .filter(NodeProcess::running)
                .map(this::topology)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private boolean leads(NodeProcess node, int group) {
        return topology(node).stream()
                .flatMap(topology -> topology.groups().stream())
                .filter(info -> info.group() == group)
                .map(GroupInfo::leaderNodeId)
                .anyMatch(node.id()::equals);
    }

    private Optional<Integer> findGroup(String sequence) {
        Prepare prepare = new Prepare("public", "SELECT NEXTVAL('" + sequence + "')");
        for (NodeProcess node : nodes) {
            Optional<Topology> topology = topology(node);
            Optional<Frame> answer = ask(node, prepare);
            if (topology.isPresent() && answer.isPresent() && answer.get() instanceof Plan plan) {
                int slot = plan.sequences().get(0).slot();
                return topology.get().slots().stream()
                        .filter(run -> run.firstSlot() <= slot && slot <= run.lastSlot())
                        .map(SlotRun::group)
                        .findFirst();
            }
        }
        return Optional.empty();
    }

    private static boolean coversAllSlots(Topology topology) {
        int slots =
                topology.slots().stream()
                        .mapToInt(run -> run.lastSlot() - run.firstSlot() + 1)
                        .sum();
        return slots == WireLimits.SLOTS;
    }

    private static Optional<Frame> ask(NodeProcess node, Frame frame) {
        if (!node.running()) {
            return Optional.empty();
        }
        try (WireClient client = WireClient.connect(node.address(), ASK_LIMIT)) {
            return Optional.of(client.request(frame));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
