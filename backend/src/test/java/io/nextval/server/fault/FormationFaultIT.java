package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.time.Duration;

/** The first start of a cluster needs all nodes once, in whatever order they come. */
@Timeout(240)
class FormationFaultIT {
    private static final Duration REPORT_LIMIT = Duration.ofSeconds(60);

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void formsWhenTheThirdNodeComesAfterTheOthersSaidThatTheyWaitForIt() throws SQLException {
        TestCluster cluster = clusters.prepare(3);
        NodeProcess third = cluster.nodes().get(2);
        for (NodeProcess early : cluster.nodes().subList(0, 2)) {
            early.start();
        }
        for (NodeProcess early : cluster.nodes().subList(0, 2)) {
            await(early.id() + " says that it waits for " + third.id())
                    .atMost(REPORT_LIMIT)
                    .until(() -> waitsForOnly(early, third));
        }

        cluster.restart(third);

        cluster.nodes().forEach(cluster::awaitAnswering);
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);
    }

    /**
     * A node that has formed while nobody else did has committed nothing. Those that are still to
     * form ask it whether it knows them, and must get an answer.
     */
    @Test
    void formsWhenTwoNodesAreKilledBeforeTheyFormedAndTheThirdHasFormedAlone() throws Exception {
        TestCluster cluster = clusters.prepare(3);
        NodeProcess third = cluster.nodes().get(2);
        cluster.nodes().forEach(NodeProcess::start);
        await("one node has formed")
                .atMost(REPORT_LIMIT)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> cluster.nodes().stream().anyMatch(FormationFaultIT::hasFormed));
        NodeProcess formed =
                cluster.nodes().stream()
                        .filter(FormationFaultIT::hasFormed)
                        .findFirst()
                        .orElse(third);
        var others = cluster.nodes().stream().filter(node -> !node.equals(formed)).toList();
        assertThat(cluster.killTogether(others)).containsOnly(137);

        others.forEach(NodeProcess::start);

        cluster.nodes().forEach(cluster::awaitAnswering);
        cluster.awaitLeaders();
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);
    }

    private static boolean waitsForOnly(NodeProcess node, NodeProcess late) {
        return node.log().contains("still waiting for " + late.id() + " at");
    }

    private static boolean hasFormed(NodeProcess node) {
        return node.log().contains("formed cluster");
    }
}
