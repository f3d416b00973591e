package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Seed;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** A stampede on the last values of a sequence. */
@Timeout(120)
class ExhaustionFaultIT {
    private static final int THREADS = 64;
    private static final int MAX = 300;
    private static final int CALLS_EACH = 10;

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void exactlyTheValuesUpToTheMaximumAreHandedOutInAStampede() throws Exception {
        Seed.next("exhaustion");
        TestCluster cluster = clusters.start(3);
        Sql.execute(cluster.url(), "CREATE SEQUENCE few MAXVALUE " + MAX);
        Sql.execute(cluster.url(), "CREATE SEQUENCE bystander");

        List<Long> values = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        CyclicBarrier together = new CyclicBarrier(THREADS);
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try {
            Callable<Void> caller =
                    () -> {
                        draw(cluster.url(), together, values, refusals);
                        return null;
                    };
            List<Future<Void>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                callers.add(pool.submit(caller));
            }
            for (Future<Void> each : callers) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(values)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, MAX).boxed().toList());
        assertThat(refusals).hasSize(THREADS * CALLS_EACH - MAX).containsOnly("2200H");
        assertThat(Sql.next(cluster.url(), "bystander")).isEqualTo(1);
    }

    @Test
    void severalRowsAreAllOrNothingAtTheMaximum() throws Exception {
        TestCluster cluster = clusters.start(1);
        Sql.execute(cluster.url(), "CREATE SEQUENCE few MAXVALUE 5");
        String fourRows = "SELECT NEXTVAL('few') FROM generate_series(1, 4)";
        Sql.execute(cluster.url(), fourRows);

        assertThat(Sql.failure(cluster.url(), fourRows).getSQLState()).isEqualTo("2200H");
        assertThat(Sql.next(cluster.url(), "few")).isEqualTo(5);
    }

    private static void draw(
            String url, CyclicBarrier together, List<Long> values, List<String> refusals)
            throws Exception {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement =
                        connection.prepareStatement("SELECT NEXTVAL('few')")) {
            together.await();
            for (int i = 0; i < CALLS_EACH; i++) {
                try (ResultSet result = statement.executeQuery()) {
                    assertThat(result.next()).isTrue();
                    synchronized (values) {
                        values.add(result.getLong(1));
                    }
                } catch (SQLException e) {
                    synchronized (refusals) {
                        refusals.add(String.valueOf(e.getSQLState()));
                    }
                }
            }
        }
    }
}
