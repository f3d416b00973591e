package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.GroupClient;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Seed;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.WireClient;
import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.NextByName;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ticket that is sent again gets its first answer, whatever happened to the nodes since. */
@Timeout(300)
class TicketFaultIT {
    /** Three snapshots and more. */
    private static final int ENTRIES = 700;

    private static final int UNDER_WAY = 100;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void givesEachOfManyRequestsUnderWayItsOwnValueAndTheSameAgain() throws Exception {
        Seed.next("tickets under way");
        TestCluster cluster = clusters.start(1);
        GroupClient group = createOrders(cluster);
        long registration = group.register();
        List<Frame> answers = new ArrayList<>();
        try (WireClient wire =
                WireClient.connect(cluster.leaderOf(group.group()).address(), LIMIT)) {
            List<Integer> requests = new ArrayList<>();
            for (int call = 1; call <= UNDER_WAY; call++) {
                requests.add(wire.send(next(group, registration, call)));
            }
            for (int request : requests) {
                answers.add(wire.awaitReply(request));
            }
        }

        for (int call = 1; call <= UNDER_WAY; call++) {
            Granted answer = granted(answers.get(call - 1));
            assertThat(answer.first()).isEqualTo(call);
            assertThat(group.ask(next(group, registration, call))).isEqualTo(answer);
        }
    }

    @Test
    void returnsTheSameValueWhenTheLeaderIsKilledBetweenTheTries() throws Exception {
        Seed.next("ticket after failover");
        TestCluster cluster = clusters.start(3);
        GroupClient group = createOrders(cluster);
        long registration = group.register();
        NextByName answered = next(group, registration, 1);
        NextByName unread = next(group, registration, 2);
        Granted before = granted(group.ask(answered));

        cluster.awaitLeadersWhereTheyBelong();
        NodeProcess leader = cluster.leaderOf(group.group());
        try (WireClient wire = WireClient.connect(leader.address(), LIMIT)) {
            wire.send(unread);
            assertThat(leader.kill()).isEqualTo(137);
        }
        assertThat(cluster.awaitOtherLeader(group.group(), leader)).isNotEqualTo(leader);

        assertThat(group.ask(answered)).isEqualTo(before);
        Granted second = granted(group.ask(unread));
        assertThat(second.first()).isEqualTo(2);
        assertThat(group.ask(unread)).isEqualTo(second);
        assertThat(granted(group.ask(next(group, registration, 3))).first()).isEqualTo(3);
    }

    @Test
    void returnsTheSameValueWhenAllNodesAreKilledAndRestartedBetweenTheTries() throws Exception {
        Seed.next("ticket after restart");
        TestCluster cluster = clusters.start(3);
        GroupClient group = createOrders(cluster);
        long registration = group.register();
        NextByName one = next(group, registration, 1);
        NextByName five =
                new NextByName(group.group(), ticket(registration, 2), "public", "orders", 5, true);
        Granted first = granted(group.ask(one));
        Granted second = granted(group.ask(five));

        assertThat(cluster.killAll()).containsOnly(137);
        cluster.restartAll();

        assertThat(group.ask(five)).isEqualTo(second);
        assertThat(group.ask(one)).isEqualTo(first);
        assertThat(granted(group.ask(next(group, registration, 3))).first()).isEqualTo(7);
    }

    @Test
    void returnsTheSameValueFromANodeThatWasRestoredFromASnapshot() throws Exception {
        Seed.next("ticket after snapshot install");
        TestCluster cluster =
                clusters.start(
                        3, "-Dnextval.raft.snapshotThreshold=200", "-Dnextval.raft.logPreserve=20");
        GroupClient group = createOrders(cluster);
        long registration = group.register();
        NextByName request = next(group, registration, 1);
        Granted before = granted(group.ask(request));

        NodeProcess leader = cluster.leaderOf(group.group());
        NodeProcess restored =
                cluster.nodes().stream()
                        .filter(node -> !node.equals(leader))
                        .findFirst()
                        .orElseThrow();
        assertThat(restored.kill()).isEqualTo(137);
        pushEntries(cluster, group, 2);
        closeLogSegment(cluster, group, leader);
        pushEntries(cluster, group, 2 + ENTRIES);
        cluster.restart(restored);
        await("snapshot install on " + restored.id())
                .atMost(LIMIT)
                .until(() -> restored.log().contains("installed snapshot"));

        Frame answer = askWhenItLeads(cluster, group, restored, request);
        assertThat(answer).isEqualTo(before);
        assertThat(granted(group.ask(next(group, registration, 2))).first())
                .isEqualTo(2 + 2 * ENTRIES);
    }

    /** One log entry for each call: the next is sent when the one before is answered. */
    private static void pushEntries(TestCluster cluster, GroupClient group, int firstValue)
            throws IOException {
        long registration = group.register();
        int calls = 0;
        while (calls < ENTRIES) {
            NodeProcess leader = cluster.leaderOf(group.group());
            try (WireClient wire = WireClient.connect(leader.address(), LIMIT)) {
                while (calls < ENTRIES
                        && wire.request(settled(group, registration, calls + 1))
                                instanceof Granted got) {
                    assertThat(got.first()).isEqualTo(firstValue + calls);
                    calls++;
                }
            }
        }
    }

    /** Restarts the leader: the new term starts a new segment, so the old one can be purged. */
    private static void closeLogSegment(
            TestCluster cluster, GroupClient group, NodeProcess leader) {
        assertThat(leader.kill()).isEqualTo(137);
        cluster.restart(leader);
        assertThat(cluster.leaderOf(group.group()).running()).isTrue();
    }

    /** Pauses whoever else leads, again and again, until this node leads and answers. */
    private static Frame askWhenItLeads(
            TestCluster cluster, GroupClient group, NodeProcess node, Frame request) {
        return await(node.id() + " leads and answers")
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> {
                            Optional<Frame> answer = group.askNode(node, request);
                            if (answer.isEmpty()) {
                                deposeOther(cluster, group, node);
                            }
                            return answer;
                        },
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void deposeOther(TestCluster cluster, GroupClient group, NodeProcess wanted) {
        NodeProcess leader = cluster.leaderOf(group.group());
        if (!leader.equals(wanted)) {
            leader.pause();
            try {
                cluster.awaitOtherLeader(group.group(), leader);
            } finally {
                leader.resume();
            }
        }
    }

    private static GroupClient createOrders(TestCluster cluster) throws SQLException {
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        return new GroupClient(cluster, cluster.groupOf("orders"));
    }

    /** All answers are kept: no call is ever said to be settled. */
    private static NextByName next(GroupClient group, long registration, int call) {
        return new NextByName(
                group.group(), ticket(registration, call), "public", "orders", 1, false);
    }

    /** As {@link #next}, with all earlier calls settled. */
    private static NextByName settled(GroupClient group, long registration, int call) {
        Ticket ticket = new Ticket(registration, call, call);
        return new NextByName(group.group(), ticket, "public", "orders", 1, false);
    }

    private static Ticket ticket(long registration, int call) {
        return new Ticket(registration, call, 1);
    }

    private static Granted granted(Frame frame) {
        assertThat(frame).isInstanceOf(Granted.class);
        return (Granted) frame;
    }
}
