package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;

/** Each node leads its share of the groups, whoever won the elections. */
@Timeout(240)
class LeaderSpreadFaultIT {
    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void everyNodeLeadsOneSequencerGroupAlsoAfterOneCameBack() throws SQLException {
        TestCluster cluster = clusters.start(3);
        cluster.awaitLeadersWhereTheyBelong();
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);

        NodeProcess leader = cluster.leaderOf(cluster.groupOf("orders"));
        leader.kill();
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(2);
        cluster.restart(leader);

        cluster.awaitLeadersWhereTheyBelong();
        assertThat(cluster.leaderOf(cluster.groupOf("orders")).id()).isEqualTo(leader.id());
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(3);
    }
}
