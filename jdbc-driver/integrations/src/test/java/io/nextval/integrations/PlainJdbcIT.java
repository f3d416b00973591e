package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Plain JDBC on PostgreSQL through the wrapping driver. */
@Timeout(60)
final class PlainJdbcIT {
    private static final String CLUSTER = "mem:PlainJdbcIT";

    @RegisterExtension static final Postgres POSTGRES = new Postgres("plain_jdbc");

    private final HikariDataSource pool =
            Pools.open(POSTGRES.wrappedUrl(CLUSTER, "orders,invoice_*"));

    @BeforeEach
    void createTableHereAndSequencesThere() throws SQLException {
        POSTGRES.execute(
                "DROP TABLE IF EXISTS orders_rows",
                "DROP SEQUENCE IF EXISTS local_numbers",
                "CREATE TABLE orders_rows (id bigint PRIMARY KEY, item text NOT NULL)");
        Sql.execute(
                "jdbc:nextval:" + CLUSTER,
                "DROP SEQUENCE IF EXISTS orders, invoice_numbers",
                "CREATE SEQUENCE orders START 100");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void drawsListedSequencesFromTheClusterAndOthersFromTheDatabase() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE local_numbers START 7");
            statement.execute("CREATE SEQUENCE invoice_numbers START 500");

            assertThat(Sql.numbers(connection, "SELECT nextval('local_numbers')"))
                    .containsExactly(7L);
            assertThat(Sql.numbers(connection, "SELECT nextval('invoice_numbers')"))
                    .containsExactly(500L);
            assertThat(Sql.numbers(connection, "SELECT currval('invoice_numbers')"))
                    .containsExactly(500L);
            assertThat(Sql.numbers(connection, "SELECT nextval('orders') /* ours */"))
                    .containsExactly(100L);

            statement.execute("ALTER SEQUENCE invoice_numbers RESTART WITH 900");
            assertThat(Sql.numbers(connection, "SELECT nextval('invoice_numbers')"))
                    .containsExactly(900L);
            statement.execute("DROP SEQUENCE invoice_numbers");
        }
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT 1 FROM pg_sequences")).hasSize(1);
        assertThat(
                        Sql.numbers(
                                "jdbc:nextval:" + CLUSTER,
                                "SELECT start_value FROM information_schema.sequences"))
                .containsExactly(100L);
    }

    @Test
    void insertsNumbersOfTheClusterAndReturnsThem() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO orders_rows (id, item) VALUES (nextval('orders'), ?)"
                                        + " RETURNING id")) {
            for (long expected = 100; expected < 103; expected++) {
                insert.setString(1, "item " + expected);
                try (ResultSet row = insert.executeQuery()) {
                    assertThat(row.next()).isTrue();
                    assertThat(row.getLong(1)).isEqualTo(expected);
                }
            }
            assertThat(Sql.numbers(connection, "SELECT id FROM orders_rows ORDER BY id"))
                    .containsExactly(100L, 101L, 102L);
        }
    }

    @Test
    void insertsABatchAndGivesItsKeys() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO orders_rows VALUES (nextval('orders'), ?)",
                                new String[] {"id"})) {
            connection.setAutoCommit(false);
            for (String item : List.of("tea", "milk", "it's 'nextval(''orders'')'")) {
                insert.setString(1, item);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            List<Long> keys = new ArrayList<>();
            try (ResultSet rows = insert.getGeneratedKeys()) {
                while (rows.next()) {
                    keys.add(rows.getLong("id"));
                }
            }
            connection.commit();
            assertThat(keys).containsExactly(100L, 101L, 102L);
        }
        assertThat(
                        Sql.numbers(
                                POSTGRES.url(),
                                "SELECT id FROM orders_rows WHERE item LIKE 'it%' OR item = 'tea'"
                                        + " ORDER BY id"))
                .containsExactly(100L, 102L);
    }

    @Test
    void doesNotGiveTheNumberOfARolledBackRowAgain() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO orders_rows VALUES (nextval('orders'), 'tea')");
            connection.rollback();
            statement.execute("INSERT INTO orders_rows VALUES (nextval('orders'), 'milk')");
            connection.commit();
            assertThat(Sql.numbers(connection, "SELECT id FROM orders_rows")).containsExactly(101L);
        }
    }

    @Test
    void refusesANumberForEachRowOfAQueryAndKeepsTheTransactionUsable() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("INSERT INTO orders_rows VALUES (1, 'tea')");
            assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                    .isThrownBy(
                            () ->
                                    statement.execute(
                                            "INSERT INTO orders_rows"
                                                    + " SELECT nextval('orders'), item"
                                                    + " FROM orders_rows"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("0AX00"));
            connection.commit();
            assertThat(Sql.numbers(connection, "SELECT id FROM orders_rows")).containsExactly(1L);
        }
    }
}
