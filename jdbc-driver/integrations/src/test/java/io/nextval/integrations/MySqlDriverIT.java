package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import io.nextval.hibernate.NextvalMySQLDialect;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.hibernate.MappingException;
import org.hibernate.SessionFactory;
import org.hibernate.dialect.MariaDBDialect;
import org.hibernate.dialect.MySQLDialect;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** MySQL's driver behind {@code jdbc:nextval:mysql:}, with a MariaDB server as its MySQL. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class MySqlDriverIT {
    private static final String CLUSTER = "mem:MySqlDriverIT";
    private static final String NEXTVAL = "jdbc:nextval:" + CLUSTER;
    private static final int ROWS = 120;

    @RegisterExtension static final MariaDb SERVER = new MariaDb("shop");

    private final HikariDataSource pool =
            Pools.open(SERVER.wrappedMySqlUrl(CLUSTER, "orders,vouchers"));

    @BeforeEach
    void dropEverything() throws SQLException {
        Sql.execute(
                SERVER.url(),
                "DROP TABLE IF EXISTS customer_orders, vouchers",
                "DROP SEQUENCE IF EXISTS orders",
                "DROP TABLE IF EXISTS orders");
        Sql.execute(NEXTVAL, "DROP SEQUENCE IF EXISTS orders, vouchers");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void isMySqlsDriverToWhoLooks() throws SQLException {
        try (Connection connection = pool.getConnection()) {
            assertThat(connection.getMetaData().getDriverName()).isEqualTo("MySQL Connector/J");
            assertThat(connection.getMetaData().getURL()).startsWith("jdbc:mysql:");
            assertThat(connection.isWrapperFor(com.mysql.cj.jdbc.JdbcConnection.class)).isTrue();
            assertThat(connection.isValid(1)).isTrue();
        }
    }

    @Test
    void drawsInEveryFormThatIsWritten() throws SQLException {
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE orders START WITH 100");
            assertThat(Sql.numbers(connection, "SELECT nextval('orders')")).containsExactly(100L);
            assertThat(Sql.numbers(connection, "SELECT NEXTVAL(orders)")).containsExactly(101L);
            assertThat(Sql.numbers(connection, "SELECT NEXT VALUE FOR `orders`"))
                    .containsExactly(102L);
            assertThat(
                            Sql.numbers(
                                    connection,
                                    "SELECT nextval('orders') FROM generate_series(1, 3)"))
                    .containsExactly(103L, 104L, 105L);
            assertThat(Sql.numbers(connection, "SELECT currval('orders')")).containsExactly(105L);
        }
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('orders')")).containsExactly(106L);
    }

    @Test
    void insertsNumbersOfTheClusterAndGivesThemAsGeneratedKeys() throws SQLException {
        Sql.execute(NEXTVAL, "CREATE SEQUENCE orders START 100");
        Sql.execute(
                SERVER.url(),
                "CREATE TABLE customer_orders (id bigint PRIMARY KEY AUTO_INCREMENT, item text)");
        try (Connection connection = pool.getConnection();
                PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO customer_orders VALUES (nextval('orders'), ?)"
                                        + " # nextval('orders')",
                                Statement.RETURN_GENERATED_KEYS)) {
            for (String item : List.of("tea", "it\\'s nextval('orders')", "milk")) {
                insert.setString(1, item);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            assertThat(keys(insert)).containsExactly(100L, 101L, 102L);
        }
        assertThat(Sql.numbers(SERVER.url(), "SELECT id FROM customer_orders ORDER BY id"))
                .containsExactly(100L, 101L, 102L);
    }

    /** The driver counts on from the last row's key, and would give keys of no row. */
    @Test
    void refusesToGiveKeysThatTheDriverGuesses() throws SQLException {
        Sql.execute(NEXTVAL, "CREATE SEQUENCE orders START 100");
        Sql.execute(
                SERVER.url(),
                "CREATE TABLE customer_orders (id bigint PRIMARY KEY AUTO_INCREMENT, item text)");
        String rewriting =
                SERVER.wrappedMySqlUrl(CLUSTER, "orders") + "&rewriteBatchedStatements=true";
        try (Connection connection = DriverManager.getConnection(rewriting)) {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO customer_orders VALUES (nextval('orders'), ?)",
                            Statement.RETURN_GENERATED_KEYS)) {
                insert.setString(1, "tea");
                insert.addBatch();
                insert.setString(1, "milk");
                insert.addBatch();
                insert.executeBatch();
                assertRefused(insert::getGeneratedKeys);
                insert.setString(1, "sugar");
                insert.executeUpdate();
                assertThat(keys(insert)).containsExactly(102L);
            }
            try (Statement insert = connection.createStatement()) {
                insert.executeUpdate(
                        "INSERT INTO customer_orders VALUES (nextval('orders'), 'a'),"
                                + " (nextval('orders'), 'b')",
                        Statement.RETURN_GENERATED_KEYS);
                assertRefused(insert::getGeneratedKeys);
                insert.executeUpdate(
                        "INSERT INTO customer_orders (item) VALUES ('c'), ('d')",
                        Statement.RETURN_GENERATED_KEYS);
                assertThat(keys(insert)).containsExactly(105L, 106L);
            }
        }
        assertThat(Sql.numbers(SERVER.url(), "SELECT id FROM customer_orders ORDER BY id"))
                .containsExactly(100L, 101L, 102L, 103L, 104L, 105L, 106L);
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                .isThrownBy(call)
                .withMessageContaining("rewriteBatchedStatements=true")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("0AX00"));
    }

    @Test
    void refusesANumberForEachRowOfAQuery() throws SQLException {
        Sql.execute(SERVER.url(), "CREATE TABLE customer_orders (id bigint PRIMARY KEY)");
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            assertThatExceptionOfType(SQLFeatureNotSupportedException.class)
                    .isThrownBy(
                            () ->
                                    statement.execute(
                                            "INSERT INTO customer_orders SELECT nextval('orders')"
                                                    + " FROM customer_orders"))
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("0AX00"));
        }
    }

    @Test
    void persistsWithADialectThatKnowsSequences() throws SQLException {
        Map<String, String> dialect = Map.of("hibernate.dialect", MariaDBDialect.class.getName());
        try (SessionFactory factory = Hibernate.boot(pool, "create", dialect, Order.class)) {
            assertThat(Hibernate.persistOrders(factory, ROWS))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
        }
        assertThat(Sql.numbers(SERVER.url(), "SELECT count(*) FROM customer_orders"))
                .containsExactly((long) ROWS);
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('orders')")).containsExactly(201L);
    }

    @Test
    void persistsWithMySqlsDialectAndTheSequencesThatTheUrlAdds() throws SQLException {
        Map<String, String> dialect =
                Map.of("hibernate.dialect", NextvalMySQLDialect.class.getName());
        try (SessionFactory factory = Hibernate.boot(pool, "create", dialect, Order.class)) {
            assertThat(Hibernate.persistOrders(factory, ROWS))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
        }
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('orders')")).containsExactly(201L);
        try (SessionFactory factory = Hibernate.boot(pool, "validate", dialect, Order.class)) {
            assertThat(Hibernate.persistOrders(factory, 1)).containsExactly(202L);
        }
        Sql.execute(NEXTVAL, "ALTER SEQUENCE orders INCREMENT BY 10");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Hibernate.boot(pool, "none", dialect, Order.class).close())
                .havingRootCause()
                .withMessageContaining("increment size is [10]");
    }

    /** Hibernate's dialect for MySQL has no sequences: a generator of them becomes a table. */
    @Test
    void drawsForTheAnnotationWhereHibernateKnowsNoSequences() throws SQLException {
        Map<String, String> cluster = Map.of("nextval.url", NEXTVAL);
        List<Long> ids = new ArrayList<>();
        try (SessionFactory factory =
                Hibernate.boot(pool, "create", cluster, Order.class, Voucher.class)) {
            assertThat(
                            factory.unwrap(SessionFactoryImplementor.class)
                                    .getJdbcServices()
                                    .getDialect())
                    .isExactlyInstanceOf(MySQLDialect.class);
            assertThat(Hibernate.persistOrders(factory, 1)).hasSize(1);
            factory.inTransaction(
                    session -> {
                        for (int i = 0; i < ROWS; i++) {
                            Voucher voucher = Voucher.of();
                            session.persist(voucher);
                            ids.add(voucher.id());
                        }
                    });
        }
        assertThat(ids).containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('vouchers')")).containsExactly(151L);
        assertThat(Sql.numbers(SERVER.url(), "SELECT count(*) FROM orders"))
                .as("the table that stands for the sequence of the other entity")
                .containsExactly(1L);
        assertThat(
                        Sql.numbers(
                                NEXTVAL,
                                "SELECT count(*) FROM information_schema.sequences"
                                        + " WHERE sequence_name = 'orders'"))
                .containsExactly(0L);
    }

    private static List<Long> keys(Statement statement) throws SQLException {
        List<Long> keys = new ArrayList<>();
        try (ResultSet rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                keys.add(rows.getLong(1));
            }
        }
        return keys;
    }
}
