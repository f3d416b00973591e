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
import java.time.Duration;

/** Two of three nodes are dead: a clear error in time, and everything again when one is back. */
@Timeout(300)
class NoQuorumFaultIT {
    private static final Duration RETRY = Duration.ofSeconds(4);

    /** What a call takes that does not know its limit. */
    private static final Duration UNLIMITED = Duration.ofSeconds(60);

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void callersGetNv001WithinTheRetryTimeoutAndNoValueIsHandedOutTwiceAfterwards()
            throws Exception {
        TestCluster cluster = clusters.start(3);
        String url = cluster.url() + "?retryTimeout=" + RETRY.toMillis();
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);
        NodeProcess first = cluster.nodes().get(0);
        NodeProcess second = cluster.nodes().get(1);
        assertThat(first.kill()).isEqualTo(137);
        assertThat(second.kill()).isEqualTo(137);

        long begin = System.nanoTime();
        SQLException refused = Sql.failure(url, "SELECT NEXTVAL('orders')");
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(refused.getSQLState()).isEqualTo("NV001");
        assertThat(refused.getMessage()).contains("within " + RETRY.toMillis() + " ms");
        assertThat(taken).isLessThan(UNLIMITED);

        cluster.restart(first);
        assertThat(Sql.next(cluster.url(), "orders")).isBetween(2L, 3L);
    }
}
