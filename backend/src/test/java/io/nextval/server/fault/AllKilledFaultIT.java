package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Seed;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.Workload;
import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.SequenceRule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.util.List;

/** All nodes die at the same moment, with calls under way, and come back. */
@Timeout(180)
class AllKilledFaultIT {
    private static final List<String> SEQUENCES = List.of("orders", "bills", "tickets");

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void nothingIssuedBeforeIsIssuedAgainWhenAllNodesAreKilledAtOnce() throws SQLException {
        long seed = Seed.next("all killed");
        HistoryRecorder recorder =
                new HistoryRecorder(seed, SEQUENCES.stream().map(SequenceRule::ascending).toList());
        TestCluster cluster = clusters.start(3);
        for (String sequence : SEQUENCES) {
            Sql.execute(cluster.url(), "CREATE SEQUENCE " + sequence);
        }
        recorder.plan("all killed at once");

        try (Workload workload =
                new Workload("caller", cluster.url(), SEQUENCES, 32, seed, recorder)) {
            for (int round = 1; round <= 2; round++) {
                workload.awaitAnswers(2000);
                List<Integer> codes = cluster.killAll();
                assertThat(codes).containsOnly(137);
                recorder.fired("all killed at once", "round " + round + " exit codes " + codes);
                cluster.restartAll();
            }
            workload.awaitAnswers(2000);
            workload.stop();
            assertThat(workload.exceptions()).isEmpty();
        }
        Verdicts.assertHeld(recorder);
    }
}
