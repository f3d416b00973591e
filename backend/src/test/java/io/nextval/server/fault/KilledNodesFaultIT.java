package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Seed;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.Workload;
import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.Outcome;
import io.nextval.server.history.Report;
import io.nextval.server.history.SequenceRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** One node after the other is killed and restarted while callers draw numbers. */
@Timeout(240)
class KilledNodesFaultIT {
    private static final List<String> SEQUENCES = List.of("orders", "bills", "tickets");
    private static final int ANSWERS_BETWEEN_FAULTS = 1000;
    private static final int KILL_NINE = 137;

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void callersNoticeNothingWhenEachNodeIsKilledAndRestarted() throws SQLException {
        long seed = Seed.next("killed nodes");
        HistoryRecorder recorder =
                new HistoryRecorder(seed, SEQUENCES.stream().map(SequenceRule::ascending).toList());
        TestCluster cluster = clusters.start(3);
        for (String sequence : SEQUENCES) {
            Sql.execute(cluster.url(), "CREATE SEQUENCE " + sequence);
        }
        int group = cluster.groupOf(SEQUENCES.get(0));
        recorder.plan("leader killed");
        recorder.plan("leader changed");
        cluster.nodes().forEach(node -> recorder.plan(node.id() + " killed and restarted"));

        long begin = System.nanoTime();
        try (Workload workload =
                new Workload("caller", cluster.url(), SEQUENCES, 32, seed, recorder)) {
            workload.awaitAnswers(ANSWERS_BETWEEN_FAULTS);
            List<NodeProcess> unharmed = new ArrayList<>(cluster.nodes());
            cluster.awaitLeadersWhereTheyBelong();
            NodeProcess leader = cluster.leaderOf(group);
            unharmed.remove(leader);
            kill(cluster, leader, group, recorder, workload);
            for (NodeProcess node : unharmed) {
                kill(cluster, node, group, recorder, workload);
            }
            workload.stop();
            recorder.healthy(begin, System.nanoTime());
            assertThat(workload.exceptions()).isEmpty();
        }
        Report report = Verdicts.assertHeld(recorder);
        assertThat(report.count(Outcome.UNKNOWN)).isZero();
        assertThat(report.count(Outcome.FAILED)).isZero();
    }

    private static void kill(
            TestCluster cluster,
            NodeProcess node,
            int group,
            HistoryRecorder recorder,
            Workload workload) {
        boolean led = cluster.leaderOf(group).equals(node);
        long pid = node.pid();
        int code = node.kill();
        assertThat(code).isEqualTo(KILL_NINE);
        if (led) {
            recorder.fired("leader killed", node.id() + " led group " + group);
            NodeProcess successor = cluster.awaitOtherLeader(group, node);
            recorder.fired("leader changed", node.id() + " → " + successor.id());
        }
        workload.awaitAnswers(ANSWERS_BETWEEN_FAULTS);
        cluster.restart(node);
        recorder.fired(
                node.id() + " killed and restarted",
                "process " + pid + " ended with " + code + ", then " + node.pid() + " served");
        workload.awaitAnswers(ANSWERS_BETWEEN_FAULTS);
    }
}
