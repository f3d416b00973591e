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

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** When the lead passes to another node, and when it must not. */
@Timeout(180)
class FailoverFaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension final Clusters clusters = new Clusters();

    /** Not after the election timeout: the port of a process that has ended refuses connections. */
    @Test
    void theOthersElectAtOnceWhenTheLeadersProcessHasEnded() throws SQLException {
        TestCluster cluster = clusters.start(3);
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);
        cluster.awaitLeadersWhereTheyBelong();
        NodeProcess leader = cluster.leaderOf(cluster.groupOf("orders"));

        leader.kill();

        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(2);
        assertThat(others(cluster, leader))
                .anySatisfy(
                        node ->
                                assertThat(node.errors())
                                        .contains(leader.id() + " has ended, standing for"));
    }

    /** Its connection from the leader ended too, but the leader lives. */
    @Test
    void aFollowerThatWasPausedAndGivenUpDoesNotDisturbTheLeader() throws SQLException {
        TestCluster cluster = clusters.start(3);
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        int group = cluster.groupOf("orders");
        cluster.awaitLeadersWhereTheyBelong();
        NodeProcess leader = cluster.leaderOf(group);
        NodeProcess follower = others(cluster, leader).get(0);

        follower.pause();
        await("the leader gives the follower up")
                .atMost(PATIENCE)
                .until(
                        () ->
                                leader.errors()
                                        .contains("connection to " + follower.id() + " is given"));
        assertThat(Sql.next(cluster.url(List.of(leader)), "orders")).isEqualTo(1);
        String before = leader.errors();
        follower.resume();

        // A read of the group at the follower: it takes part again.
        assertThat(lastValue(cluster.url(List.of(follower)))).isEqualTo(1);
        assertThat(leader.errors().substring(before.length()))
                .doesNotContain("group " + group + ": not leading");
        assertThat(follower.errors()).doesNotContain("standing for election");
    }

    private static long lastValue(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT last_value FROM orders")) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private static List<NodeProcess> others(TestCluster cluster, NodeProcess than) {
        return cluster.nodes().stream().filter(node -> !node.equals(than)).toList();
    }
}
