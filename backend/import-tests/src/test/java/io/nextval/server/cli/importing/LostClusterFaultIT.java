package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** {@code nextval import} whose cluster dies under it. */
@Timeout(400)
final class LostClusterFaultIT {
    /** How many sequences come before and behind the one at which the nodes are killed. */
    private static final int EACH = 20;

    private static final long MOVED_ON_TO = 5000 + 1000;

    @RegisterExtension final Clusters clusters = new Clusters();

    @TempDir private Path folder = Path.of("");

    /**
     * The sequence in the middle is here already, and a driver has a block of it. So the import
     * waits at it until the block is over, and that is when all nodes are killed.
     */
    @Test
    void goesOnWhereItWasWhenAllNodesAreKilledInTheMiddle() throws Exception {
        TestCluster cluster = clusters.start(3, "--block_validity=60000");
        String source = source();
        try (Connection holder = DriverManager.getConnection(cluster.url())) {
            Sql.run(holder, "CREATE SEQUENCE middle CACHE 50");
            assertThat(Sql.next(holder, "middle")).isOne();
            assertThat(Sql.next(holder, "middle")).as("of a block").isEqualTo(2);
            try (ImportProcess run = start(source, cluster.url() + "?retryTimeout=20000")) {
                await("the step at the sequence in the middle")
                        .atMost(Duration.ofSeconds(60))
                        .failFast("the import has ended", () -> !run.runs())
                        .until(() -> places(cluster).getOrDefault("middle", 0L) >= MOVED_ON_TO - 1);
                cluster.killAll();
                assertThat(run.runs()).as("the import was still on its way").isTrue();
                ImportRun lost = run.awaitEnd();
                assertThat(lost.exitCode()).as(lost.out() + lost.err()).isEqualTo(1);
                assertThat(lost.err())
                        .contains("The cluster was lost on the way.")
                        .contains("run the same import again")
                        .doesNotContain("\tat ");
                assertThat(lost.out()).contains("41 sequences: 20 created, 1 failed, 20 not tried");
                assertThat(lost.line("middle"))
                        .contains("failed: it was moved on, but drivers may serve values of blocks")
                        .contains("(08");
                assertThat(lost.line("z1")).endsWith("| | | not tried");
            }
        }
        cluster.restartAll();
        Map<String, Long> before = places(cluster);
        assertThat(before).hasSize(EACH + 1);

        ImportRun second = again(source, cluster);
        assertThat(second.exitCode()).as(second.out() + second.err()).isZero();
        assertThat(second.out()).contains("41 sequences: 20 created, 21 left alone");
        Map<String, Long> after = places(cluster);
        assertThat(after).hasSize(2 * EACH + 1).containsAllEntriesOf(before);
        assertThat(after.get("middle")).isGreaterThanOrEqualTo(MOVED_ON_TO - 1);
        try (Connection client = DriverManager.getConnection(cluster.url())) {
            for (int i = 1; i <= EACH; i++) {
                assertThat(Sql.next(client, "a" + i)).isEqualTo(1000 + i);
                assertThat(Sql.next(client, "z" + i)).isEqualTo(1000 + i);
            }
        }

        Map<String, Long> drawn = places(cluster);
        ImportRun third = again(source, cluster);
        assertThat(third.exitCode()).isZero();
        assertThat(third.out()).contains("41 sequences: 41 left alone");
        assertThat(places(cluster)).isEqualTo(drawn);
    }

    /** A database with sequences that come before, at and behind the middle by their names. */
    private String source() throws SQLException {
        String url = "jdbc:h2:file:" + folder.resolve("source");
        try (Connection source = DriverManager.getConnection(url)) {
            for (int i = 1; i <= EACH; i++) {
                Sql.run(source, "CREATE SEQUENCE a" + i + " START WITH " + i);
                Sql.run(source, "CREATE SEQUENCE z" + i + " START WITH " + i);
            }
            Sql.run(source, "CREATE SEQUENCE middle START WITH 5000");
        }
        return url;
    }

    private ImportProcess start(String source, String to) throws Exception {
        return ImportProcess.start(
                folder,
                Map.of(),
                "--from",
                source,
                "--driver-jar",
                ImportProcess.driverJar().toString(),
                "--to",
                to);
    }

    private ImportRun again(String source, TestCluster cluster) throws Exception {
        try (ImportProcess run = start(source, cluster.url())) {
            return run.awaitEnd();
        }
    }

    /** The last values of all sequences here, or the first ones of those never drawn from. */
    private static Map<String, Long> places(TestCluster cluster) throws SQLException {
        Map<String, Long> places = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection(cluster.url());
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT sequencename, coalesce(last_value, start_value)"
                                        + " FROM pg_sequences")) {
            while (row.next()) {
                places.put(row.getString(1), row.getLong(2));
            }
        }
        return places;
    }
}
