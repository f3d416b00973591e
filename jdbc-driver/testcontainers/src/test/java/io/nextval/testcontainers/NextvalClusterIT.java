package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Three nodes in containers, of which each is killed once. */
@Testcontainers(disabledWithoutDocker = true)
@NeedsImage
@Timeout(180)
class NextvalClusterIT {
    @Container private static final NextvalCluster CLUSTER = new NextvalCluster(NeedsImage.IMAGE);

    @Test
    void goesOnWhenEachNodeInTurnIsKilledAndComesBack() throws SQLException {
        // One host of the three is enough: the nodes tell the addresses that can be reached.
        String all = CLUSTER.getJdbcUrl();
        String url = all.replaceFirst(",[^/]*/", "/");
        assertThat(url).isNotEqualTo(all).doesNotContain(",");
        try (Connection connection =
                DriverManager.getConnection(url, CLUSTER.getUsername(), CLUSTER.getPassword())) {
            Numbers.execute(connection, "CREATE SEQUENCE orders");
            assertThat(advertised(connection))
                    .allSatisfy(address -> assertThat(all).contains(address));
            long last = 0;
            for (int node = 0; node < CLUSTER.nodes().size(); node++) {
                CLUSTER.kill(node);
                for (int i = 0; i < 50; i++) {
                    long drawn = Numbers.next(connection, "orders");
                    assertThat(drawn).isGreaterThan(last);
                    last = drawn;
                }
                assertThat(CLUSTER.nodes().get(node).isRunning()).isFalse();
                CLUSTER.restart(node);
                assertThat(Numbers.next(connection, "orders")).isGreaterThan(last);
            }
        }
    }

    @Test
    void drawsOnAfterACrashAsTheDocumentShows() throws SQLException {
        // begin of the example
        try (NextvalCluster cluster = new NextvalCluster("nextval/nextval:0.1.0")) {
            cluster.start();
            try (Connection connection =
                    DriverManager.getConnection(
                            cluster.getJdbcUrl(), cluster.getUsername(), cluster.getPassword())) {
                Numbers.execute(connection, "CREATE SEQUENCE orders");
                assertThat(Numbers.next(connection, "orders")).isEqualTo(1);
                cluster.kill(0); // the process ends at once, as in a crash
                assertThat(Numbers.next(connection, "orders")).isEqualTo(2);
                cluster.restart(0); // with its data, at the same address
                assertThat(Numbers.next(connection, "orders")).isEqualTo(3);
            }
        }
        // end of the example
    }

    private static List<String> advertised(Connection connection) throws SQLException {
        List<String> addresses = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW NODES")) {
            while (rows.next()) {
                addresses.add(rows.getString("client_address"));
            }
        }
        assertThat(addresses).hasSize(CLUSTER.nodes().size());
        return addresses;
    }
}
