package io.nextval.examples.invoices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.examples.harness.Readme;
import io.nextval.examples.harness.Run;
import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.TestCluster;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

@Timeout(240)
final class InvoicesFaultIT {
    private static final int KILLED = 137;
    private static EmbeddedPostgres postgres;

    @RegisterExtension final Clusters clusters = new Clusters();

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = EmbeddedPostgres.builder().setPGStartupWait(Duration.ofSeconds(60)).start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void noNumberIsMissingAfterTheDeathOfTheLeaderAndOfAClerk() throws Exception {
        Readme readme = Readme.ofThisModule();
        TestCluster cluster = clusters.start(3);
        cluster.awaitLeadersWhereTheyBelong();
        String processes =
                cluster.nodes().stream()
                        .map(node -> node.id() + "=" + node.pid())
                        .collect(Collectors.joining(" "));
        Run run =
                readme.run(
                        Map.of("URL", cluster.url(), "DATABASE", database(), "NODES", processes));
        readme.assertShows(run, "n[123] leads");

        List<NodeProcess> dead =
                await("the end of one node")
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> ended(cluster), nodes -> !nodes.isEmpty());
        assertThat(dead).hasSize(1);
        assertThat(dead.get(0).awaitExit(Duration.ofSeconds(20))).isEqualTo(KILLED);
        assertThat(run.output()).contains(dead.get(0).id() + " leads, and is killed\n");
        try (Connection connection = DriverManager.getConnection(database())) {
            assertThat(numbers(connection))
                    .isEqualTo(LongStream.rangeClosed(1, 304).boxed().toList());
        }
    }

    @Test
    void aClerkWhoWasOnlySlowMakesNoGapAndNoDuplicate() throws Exception {
        try (Connection nextval = DriverManager.getConnection("jdbc:nextval:mem:invoices");
                Connection connection = DriverManager.getConnection(database())) {
            InvoiceBook book = new InvoiceBook(nextval, connection);
            book.create();
            long slow = book.draft("slow");
            long drawn = book.draw();
            long notDrawnYet = book.draft("slower");

            book.repair();
            book.number(slow, drawn);
            book.number(notDrawnYet, book.draw());
            assertThat(numbers(connection)).containsExactly(1L, 2L);
            assertThat(book.summary()).endsWith("greatest number drawn 3, missing [3]");

            book.draft("next");
            book.repair();
            assertThat(numbers(connection)).containsExactly(1L, 2L, 3L);
            assertThat(book.summary()).endsWith("greatest number drawn 3, missing []");
        }
    }

    @Test
    void saysHowItIsCalled() throws Exception {
        Run run = Readme.ofThisModule().run(Map.of("URL", "", "DATABASE", database(), "NODES", ""));
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.errors()).contains("Usage: Invoices JDBC-URL DATABASE-URL");
    }

    private static List<NodeProcess> ended(TestCluster cluster) {
        return cluster.nodes().stream().filter(node -> !node.running()).toList();
    }

    private static String database() {
        return postgres.getJdbcUrl("postgres", "postgres");
    }

    private static List<Long> numbers(Connection connection) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT number FROM invoice ORDER BY number")) {
            while (row.next()) {
                numbers.add(row.getLong(1));
            }
        }
        return numbers;
    }
}
