package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.GroupClient;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Seed;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.Workload;
import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.SequenceRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The leader stands still for longer than every timeout and then goes on, as after a long pause of
 * its virtual machine: it still believes that it leads, and finds requests waiting.
 */
@Timeout(180)
class PausedLeaderFaultIT {
    private static final Duration PAUSE = Duration.ofSeconds(6);
    private static final int STRAIGHT_CLIENTS = 4;
    private static final int CALLS_INTO_THE_PAUSE = 20;

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void thePausedLeaderServesNothingOutOfOrderWhenItGoesOn() throws Exception {
        long seed = Seed.next("paused leader");
        HistoryRecorder recorder =
                new HistoryRecorder(seed, List.of(SequenceRule.ascending("orders")));
        recorder.plan("leader paused");
        recorder.plan("leader changed during the pause");
        recorder.plan("requests waited in the paused leader's sockets");
        TestCluster cluster = clusters.start(3);
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        int group = cluster.groupOf("orders");

        cluster.awaitLeadersWhereTheyBelong();
        NodeProcess leader = cluster.leaderOf(group);
        List<StraightClient> straight = straightClients(cluster, leader, group, recorder);
        try (Workload anywhere = workload("any", cluster.url(), seed, recorder);
                Workload pinned = workload("pinned", pinnedUrl(cluster, leader), seed, recorder)) {
            anywhere.awaitAnswers(1000);
            pauseAndResume(cluster, leader, group, straight, anywhere, recorder);
            anywhere.awaitAnswers(1000);
            anywhere.stop();
            pinned.stop();
            assertThat(anywhere.exceptions()).isEmpty();
            assertThat(pinned.exceptions()).isEmpty();
        } finally {
            straight.forEach(StraightClient::close);
        }
        Verdicts.assertHeld(recorder);
    }

    private static void pauseAndResume(
            TestCluster cluster,
            NodeProcess leader,
            int group,
            List<StraightClient> straight,
            Workload workload,
            HistoryRecorder recorder)
            throws IOException {
        long begin = System.nanoTime();
        leader.pause();
        for (StraightClient client : straight) {
            client.send(CALLS_INTO_THE_PAUSE);
        }
        NodeProcess successor = cluster.awaitOtherLeader(group, leader);
        recorder.fired("leader changed during the pause", leader.id() + " → " + successor.id());
        workload.awaitAnswers(1000);
        await().atMost(PAUSE.plusSeconds(10))
                .until(() -> System.nanoTime() - begin >= PAUSE.toNanos());
        leader.resume();
        for (StraightClient client : straight) {
            client.send(CALLS_INTO_THE_PAUSE);
        }
        long pausedMillis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        recorder.fired("leader paused", leader.id() + " for " + pausedMillis + " ms");
        int late = 0;
        for (StraightClient client : straight) {
            late += client.settle();
        }
        recorder.fired(
                "requests waited in the paused leader's sockets",
                2 * STRAIGHT_CLIENTS * CALLS_INTO_THE_PAUSE
                        + " sent, "
                        + late
                        + " of them granted by it after the pause");
    }

    private static List<StraightClient> straightClients(
            TestCluster cluster, NodeProcess leader, int group, HistoryRecorder recorder)
            throws IOException {
        List<StraightClient> clients = new ArrayList<>();
        for (int i = 0; i < STRAIGHT_CLIENTS; i++) {
            clients.add(
                    new StraightClient(
                            new GroupClient(cluster, group), leader, "orders", recorder));
        }
        return clients;
    }

    /** Its callers wait for as long as the pause lasts, however slow the machine is. */
    private static String pinnedUrl(TestCluster cluster, NodeProcess leader) {
        return cluster.url(List.of(leader)) + "?retryTimeout=150000";
    }

    private static Workload workload(String name, String url, long seed, HistoryRecorder recorder)
            throws SQLException {
        return new Workload(name, url, List.of("orders"), 12, seed, recorder);
    }
}
