package io.nextval.server.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.command.Command;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.harness.FreePorts;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.Answer;
import io.nextval.server.state.Slots;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

/** Three members of a cluster in this JVM, without front ends. The test's thread only. */
final class InProcessCluster implements AutoCloseable {
    private static final HostPort ANY = HostPort.parse("127.0.0.1:0");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final List<Membership> memberships = new ArrayList<>();
    private final List<ClusterView> views = new ArrayList<>();
    private final Map<Integer, Long> registrations = new HashMap<>();
    private long calls;

    InProcessCluster(Path folder) {
        Map<String, HostPort> peers = new TreeMap<>();
        List<Integer> ports = FreePorts.next(3);
        for (int i = 0; i < 3; i++) {
            peers.put("n" + (i + 1), HostPort.parse("127.0.0.1:" + ports.get(i)));
        }
        List<CompletableFuture<ClusterView>> joining = new ArrayList<>();
        peers.forEach(
                (id, raft) -> {
                    NodeConfig config =
                            new NodeConfig(id, folder.resolve(id), ANY, null, raft, ANY, peers);
                    Membership membership = new Membership(config, failure -> {});
                    memberships.add(membership);
                    joining.add(
                            CompletableFuture.supplyAsync(
                                    () -> membership.join(ANY, ANY, () -> false),
                                    task -> new Thread(task, "join-" + id).start()));
                });
        for (CompletableFuture<ClusterView> joined : joining) {
            views.add(joined.orTimeout(60, TimeUnit.SECONDS).join());
        }
        await("all nodes are ready")
                .atMost(LIMIT)
                .until(() -> views.stream().allMatch(ClusterView::ready));
        awaitLeaders();
    }

    void awaitLeaders() {
        await("every group is led").atMost(LIMIT).until(() -> groups().allMatch(this::isLed));
    }

    private IntStream groups() {
        return IntStream.range(0, views.get(0).members().size());
    }

    private boolean isLed(int group) {
        return views.stream().anyMatch(view -> view.members().get(group).leading());
    }

    List<ClusterView> views() {
        return views;
    }

    /** The node that leads the group. */
    ClusterView leader(int group) {
        return await("leader of group " + group)
                .atMost(LIMIT)
                .until(
                        () ->
                                views.stream()
                                        .filter(view -> view.members().get(group).leading())
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    ClusterView follower(int group) {
        return views.stream()
                .filter(view -> !view.members().get(group).leading())
                .findFirst()
                .orElseThrow();
    }

    void stop(ClusterView view) {
        int at = views.indexOf(view);
        views.remove(at);
        memberships.remove(at).close();
    }

    /** The answer to a command, asked again under the same ticket until there is one. */
    Answer ask(int group, Command command) {
        return await("answer to " + command)
                .atMost(LIMIT)
                .until(() -> tryOnce(group, command), Optional::isPresent)
                .orElseThrow();
    }

    private Optional<Answer> tryOnce(int group, Command command) throws InterruptedException {
        GroupMember member = leader(group).members().get(group);
        try {
            Answer answer = member.order(command).get(10, TimeUnit.SECONDS);
            return Optional.of(answer).filter(a -> !(a instanceof Answer.Busy));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    Ticket ticket(int group) {
        long registration = registrations.computeIfAbsent(group, this::register);
        return new Ticket(registration, ++calls, 1);
    }

    private long register(int group) {
        Answer answer = ask(group, new Command.RegisterClient(UUID.randomUUID()));
        assertThat(answer).isInstanceOf(Answer.Registered.class);
        return ((Answer.Registered) answer).registration();
    }

    int groupOf(String schema, String name) {
        int slot = Slots.of(schema, name);
        for (SlotRun run : views.get(0).members().get(0).state().slots()) {
            if (run.firstSlot() <= slot && slot <= run.lastSlot()) {
                return run.group();
            }
        }
        throw new AssertionError("no group for slot " + slot);
    }

    @Override
    public void close() {
        memberships.forEach(Membership::close);
    }
}
