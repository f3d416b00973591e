package io.nextval.server.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Privileges on three server processes: what a GRANT or REVOKE said holds when it returns. */
@Timeout(180)
class RevokeFaultIT {
    private static final int ROUNDS = 15;

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void grantAndRevokeHoldOnEveryNodeWhenTheyReturnAndAfterAKill() throws SQLException {
        TestCluster cluster = clusters.start(3);
        List<Connection> sessions = new ArrayList<>();
        try (Connection main = connect(cluster.url(), "")) {
            run(main, "CREATE USER ann");
            run(main, "CREATE SEQUENCE orders");
            for (NodeProcess node : cluster.nodes()) {
                sessions.add(connect(cluster.url(List.of(node)), "ann"));
            }
            for (int round = 0; round < ROUNDS; round++) {
                run(main, "GRANT USAGE ON SEQUENCE orders TO ann");
                for (Connection session : sessions) {
                    draw(session);
                }
                run(main, "REVOKE USAGE ON SEQUENCE orders FROM ann");
                for (Connection session : sessions) {
                    assertRefused(session);
                }
            }
            cluster.killTogether(List.of(cluster.leaderOf(1)));
            try (Connection other = connect(cluster.url(), "ann")) {
                assertRefused(other);
            }
        } finally {
            for (Connection session : sessions) {
                session.close();
            }
        }
    }

    private static void assertRefused(Connection session) {
        assertThatThrownBy(() -> draw(session))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42501"))
                .hasMessageContaining("permission denied for sequence orders");
    }

    private static void draw(Connection session) throws SQLException {
        try (Statement statement = session.createStatement();
                ResultSet rows = statement.executeQuery("SELECT nextval('orders')")) {
            assertThat(rows.next()).isTrue();
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(String url, String user) throws SQLException {
        Properties properties = new Properties();
        if (!user.isEmpty()) {
            properties.setProperty("user", user);
        }
        return DriverManager.getConnection(url, properties);
    }
}
