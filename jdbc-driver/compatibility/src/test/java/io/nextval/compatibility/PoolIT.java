package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

/** Connection pools as applications use them. */
@Timeout(60)
final class PoolIT {
    private static final String URL = "jdbc:nextval:mem:PoolIT";
    private static final int THREADS = 16;
    private static final int CALLS = 50;

    @ParameterizedTest
    @EnumSource
    void givesEveryNumberOnceToManyThreadsThatBorrowAndReturn(Pool kind) throws Exception {
        String sequence = "many_" + kind.name().toLowerCase(java.util.Locale.ROOT);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Pool.Opened pool = kind.open(URL, 5)) {
            Sql.execute(pool.dataSource(), "CREATE SEQUENCE " + sequence);
            Callable<List<Long>> caller =
                    () -> {
                        List<Long> drawn = new ArrayList<>();
                        for (int i = 0; i < CALLS; i++) {
                            drawn.add(Sql.next(pool.dataSource(), sequence));
                        }
                        return drawn;
                    };
            List<Future<List<Long>>> callers = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                callers.add(threads.submit(caller));
            }
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> each : callers) {
                List<Long> drawn = each.get();
                assertThat(drawn).isSorted();
                all.addAll(drawn);
            }
            assertThat(all)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, THREADS * CALLS).boxed().toList());
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheConnectionAfterACallThatIsNotSupported(Pool kind) throws SQLException {
        try (Pool.Opened pool = kind.open(URL, 1)) {
            assertKept(
                    pool,
                    connection ->
                            assertThatThrownBy(connection::createBlob)
                                    .isInstanceOfSatisfying(
                                            SQLFeatureNotSupportedException.class,
                                            e -> assertThat(e.getSQLState()).isEqualTo("0AX00")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void keepsTheConnectionAfterAStatementThatFails(Pool kind) throws SQLException {
        try (Pool.Opened pool = kind.open(URL, 1)) {
            assertKept(
                    pool,
                    connection ->
                            assertThatThrownBy(() -> Sql.next(connection, "nowhere"))
                                    .isInstanceOfSatisfying(
                                            SQLException.class,
                                            e -> assertThat(e.getSQLState()).isEqualTo("42P01")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesBackAConnectionThatIsClosedTwice(Pool kind) throws SQLException {
        try (Pool.Opened pool = kind.open(URL, 1)) {
            Connection connection = pool.dataSource().getConnection();
            connection.close();
            connection.close();
            assertThat(connection.isClosed()).isTrue();
            try (Connection again = pool.dataSource().getConnection()) {
                assertThat(again.isValid(0)).isTrue();
            }
        }
    }

    @Test
    void hikariTakesAllItsSettingsThatReachTheDriver() throws SQLException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(URL);
        config.addDataSourceProperty("applicationName", "shop");
        config.setAutoCommit(false);
        config.setTransactionIsolation("TRANSACTION_SERIALIZABLE");
        config.setSchema("public");
        config.setConnectionInitSql("CREATE SEQUENCE IF NOT EXISTS settings");
        config.setConnectionTestQuery("SELECT 1");
        config.setKeepaliveTime(30_000);
        config.setValidationTimeout(1_000);
        config.setPoolName("settings");
        try (HikariDataSource pool = new HikariDataSource(config);
                Connection connection = pool.getConnection()) {
            assertThat(Sql.next(connection, "settings")).isPositive();
            connection.commit();
            assertThat(Sql.next(connection, "settings")).isPositive();
            connection.rollback();
            pool.evictConnection(connection);
        }
    }

    @Test
    void dbcp2ValidatesAndPoolsStatements() throws SQLException {
        try (BasicDataSource pool = new BasicDataSource()) {
            pool.setUrl(URL);
            pool.setMaxTotal(1);
            pool.setPoolPreparedStatements(true);
            pool.setValidationQuery("SELECT 1");
            pool.setTestOnBorrow(true);
            pool.setTestOnReturn(true);
            pool.setTestWhileIdle(true);
            pool.setDefaultAutoCommit(false);
            pool.setDefaultReadOnly(false);
            pool.setRollbackOnReturn(true);
            pool.setDefaultQueryTimeout(java.time.Duration.ofSeconds(5));
            pool.setDefaultSchema("public");
            Sql.execute(pool, "CREATE SEQUENCE IF NOT EXISTS prepared");
            for (long expected = 1; expected <= 3; expected++) {
                try (Connection connection = pool.getConnection();
                        PreparedStatement statement =
                                connection.prepareStatement("SELECT NEXTVAL('prepared')");
                        ResultSet rows = statement.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(expected);
                }
            }
            assertThat(pool.getNumActive() + pool.getNumIdle()).isEqualTo(1);
        }
    }

    /** A pool of one hands out the same connection before and after: it knows its last number. */
    private static void assertKept(Pool.Opened pool, Use use) throws SQLException {
        Sql.execute(pool.dataSource(), "CREATE SEQUENCE IF NOT EXISTS kept");
        long last;
        try (Connection connection = pool.dataSource().getConnection()) {
            last = Sql.next(connection, "kept");
            use.with(connection);
        }
        try (Connection connection = pool.dataSource().getConnection()) {
            assertThat(Sql.numbers(connection, "SELECT LASTVAL()")).containsExactly(last);
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @FunctionalInterface
    private interface Use {
        void with(Connection connection) throws SQLException;
    }
}
