package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One sequence for two PostgreSQL databases, in which many threads insert at the same time. */
@Timeout(60)
final class TwoShardsIT {
    private static final String CLUSTER = "mem:TwoShardsIT";
    private static final int THREADS = 8;
    private static final int ROWS_EACH = 250;
    private static final String INSERT =
            "INSERT INTO orders_rows (id, writer) VALUES (nextval('orders'), ?) RETURNING id";

    @RegisterExtension static final Postgres EAST = new Postgres("shard_east");
    @RegisterExtension static final Postgres WEST = new Postgres("shard_west");

    @Test
    void noIdIsInBothShardsAndEachCallerSeesGrowingOnes() throws Exception {
        Sql.execute("jdbc:nextval:" + CLUSTER, "CREATE SEQUENCE orders");
        for (Postgres shard : List.of(EAST, WEST)) {
            shard.execute("CREATE TABLE orders_rows (id bigint PRIMARY KEY, writer int)");
        }
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (HikariDataSource east = Pools.open(EAST.wrappedUrl(CLUSTER, "orders"));
                HikariDataSource west = Pools.open(WEST.wrappedUrl(CLUSTER, "orders"))) {
            List<Future<List<Long>>> writers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> write(writer, east, west)));
            }
            for (Future<List<Long>> writer : writers) {
                List<Long> drawn = writer.get();
                assertThat(drawn).hasSize(ROWS_EACH).isSorted().doesNotHaveDuplicates();
            }
        } finally {
            threads.shutdownNow();
        }

        List<Long> eastIds = Sql.numbers(EAST.url(), "SELECT id FROM orders_rows");
        List<Long> westIds = Sql.numbers(WEST.url(), "SELECT id FROM orders_rows");
        List<Long> all = new ArrayList<>(eastIds);
        all.addAll(westIds);
        assertThat(eastIds).hasSameSizeAs(westIds);
        assertThat(all).doesNotHaveDuplicates().hasSize(THREADS * ROWS_EACH);
        assertThat(all).as("no gap: nothing failed").allMatch(id -> id <= THREADS * ROWS_EACH);
    }

    /** Inserts in turns, east first. */
    private static List<Long> write(int writer, HikariDataSource east, HikariDataSource west)
            throws SQLException {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < ROWS_EACH; i++) {
            HikariDataSource shard = i % 2 == 0 ? east : west;
            try (Connection connection = shard.getConnection();
                    PreparedStatement insert = connection.prepareStatement(INSERT)) {
                insert.setInt(1, writer);
                try (ResultSet row = insert.executeQuery()) {
                    row.next();
                    ids.add(row.getLong(1));
                }
            }
        }
        return ids;
    }
}
