package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How many sockets a big pool costs, counted where the system keeps them. */
@Timeout(180)
@EnabledOnOs(OS.LINUX)
final class SharedSocketFaultIT {
    private static final int CONNECTIONS = 200;
    private static final int SEQUENCES = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ESTABLISHED = "01";

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void twoHundredPooledConnectionsShareOneSocketPerNode() throws Exception {
        TestCluster cluster = clusters.start(3);
        // A node that leads nothing when the numbers are drawn is not asked for any.
        cluster.awaitLeadersWhereTheyBelong();
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(cluster.url());
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(PATIENCE.toMillis());
        try (HikariDataSource pool = new HikariDataSource(config)) {
            List<Connection> borrowed = new ArrayList<>();
            for (int i = 0; i < CONNECTIONS; i++) {
                borrowed.add(pool.getConnection());
            }
            assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isEqualTo(CONNECTIONS);
            for (int i = 0; i < SEQUENCES; i++) {
                Sql.execute(borrowed.get(i), "CREATE SEQUENCE s" + i);
            }
            drawFromEverySequenceWithEveryConnection(borrowed);

            Map<String, Long> sockets = new TreeMap<>();
            for (NodeProcess node : cluster.nodes()) {
                sockets.put(node.id(), established(node.address().clientPort()));
            }
            assertThat(sockets.values()).as("%s", sockets).allMatch(count -> count == 1);
            for (Connection connection : borrowed) {
                connection.close();
            }
        }
    }

    /** Twelve sequences lie in several groups, and the groups are led by all nodes. */
    private static void drawFromEverySequenceWithEveryConnection(List<Connection> connections)
            throws SQLException {
        for (int i = 0; i < connections.size(); i++) {
            for (int s = 0; s < SEQUENCES; s++) {
                assertThat(Sql.next(connections.get(i), "s" + s)).isEqualTo(i + 1L);
            }
        }
    }

    /** Established connections at the server's end: those with this local port. */
    private static long established(int port) throws IOException {
        String local = String.format(Locale.ROOT, ":%04X", port);
        List<String> lines = new ArrayList<>();
        for (String file : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(file))) {
                lines.addAll(Files.readAllLines(Path.of(file)));
            }
        }
        return lines.stream()
                .map(line -> line.strip().split("\\s+"))
                .filter(fields -> fields[1].endsWith(local) && fields[3].equals(ESTABLISHED))
                .count();
    }
}
