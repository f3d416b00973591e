package io.nextval.routing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.postgres.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.PGConnection;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;

/** Each kind of statement, run against a real PostgreSQL and a node. */
@Timeout(120)
final class PostgresIT {
    private static final String CLUSTER = "mem:RoutingPostgresIT";

    private static EmbeddedPostgres postgres;
    private static Connection node;
    private Connection connection;

    @BeforeAll
    static void start() throws IOException, SQLException {
        postgres = PostgresServer.start();
        node = DriverManager.getConnection("jdbc:nextval:" + CLUSTER);
    }

    @AfterAll
    static void stop() throws IOException, SQLException {
        node.close();
        postgres.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = open();
        Numbers.run(
                connection,
                "DROP TABLE IF EXISTS t",
                "DROP SEQUENCE IF EXISTS local",
                "DROP SEQUENCE IF EXISTS orders, lines",
                "CREATE TABLE t (id bigint PRIMARY KEY, name text, n bigint)",
                "CREATE SEQUENCE local START 5",
                "CREATE SEQUENCE orders START WITH 100",
                "CREATE SEQUENCE lines START WITH 1000 INCREMENT BY 10");
    }

    private static Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:nextval:postgresql://localhost:"
                        + postgres.getPort()
                        + "/postgres?user=postgres&nextval.cluster="
                        + CLUSTER
                        + "&nextval.sequences=orders,lines");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void standaloneFormsComeFromTheCluster() throws SQLException {
        assertThat(Numbers.of(connection, "SELECT nextval('orders')")).containsExactly(100L);
        assertThat(Numbers.of(connection, "SELECT NEXT VALUE FOR orders")).containsExactly(101L);
        assertThat(Numbers.of(connection, "SELECT orders.nextval FROM dual")).containsExactly(102L);
        assertThat(Numbers.of(connection, "VALUES NEXT VALUE FOR orders")).containsExactly(103L);
        assertThat(Numbers.of(connection, "CALL NEXT VALUE FOR orders")).containsExactly(104L);
        assertThat(Numbers.of(connection, "SELECT nextval('orders') FROM generate_series(1, 3)"))
                .containsExactly(105L, 106L, 107L);
        assertThat(Numbers.of(connection, "SELECT nextval('local')")).containsExactly(5L);
        assertThat(Numbers.of(node, "SELECT nextval('orders')")).containsExactly(108L);
    }

    @Test
    void currvalAndLastvalAreOfThisConnectionWhicheverDrewLast() throws SQLException {
        assertThatThrownBy(() -> Numbers.of(connection, "SELECT lastval()"))
                .hasFieldOrPropertyWithValue("SQLState", "55000");
        Numbers.of(connection, "SELECT nextval('orders')");
        assertThat(Numbers.of(connection, "SELECT lastval()")).containsExactly(100L);
        Numbers.of(connection, "SELECT nextval('local')");
        assertThat(Numbers.of(connection, "SELECT lastval()")).containsExactly(5L);
        assertThat(Numbers.of(connection, "SELECT currval('orders')")).containsExactly(100L);
        assertThat(Numbers.of(connection, "SELECT currval('local')")).containsExactly(5L);
        Numbers.run(connection, "INSERT INTO t VALUES (nextval('orders'))");
        assertThat(Numbers.of(connection, "SELECT lastval()")).containsExactly(101L);
        Numbers.run(connection, "INSERT INTO t (id, n) VALUES (3, lastval())");
        assertThat(Numbers.of(connection, "SELECT n FROM t WHERE id < currval('orders')"))
                .containsExactly(101L);
        Numbers.of(connection, "SELECT nextval('local')");
        assertThat(Numbers.of(connection, "SELECT 1 + lastval()")).containsExactly(7L);
        try (Connection other = open()) {
            assertThatThrownBy(() -> Numbers.of(other, "SELECT currval('orders')"))
                    .hasFieldOrPropertyWithValue("SQLState", "55000");
            assertThat(Numbers.of(other, "SELECT nextval('orders')")).containsExactly(102L);
        }
        assertThat(Numbers.of(connection, "SELECT currval('orders')")).containsExactly(101L);
        Numbers.run(connection, "DISCARD SEQUENCES");
        assertThatThrownBy(() -> Numbers.of(connection, "SELECT currval('orders')"))
                .hasFieldOrPropertyWithValue("SQLState", "55000");
    }

    @Test
    void setvalTakesItsArgumentFromTheDatabase() throws SQLException {
        Numbers.run(connection, "INSERT INTO t VALUES (7000)");
        assertThat(Numbers.of(connection, "SELECT setval('orders', (SELECT max(id) FROM t))"))
                .containsExactly(7000L);
        assertThat(Numbers.of(connection, "SELECT nextval('orders')")).containsExactly(7001L);
        assertThat(Numbers.of(connection, "SELECT setval('orders', 300, false)"))
                .containsExactly(300L);
        Numbers.run(connection, "DELETE FROM t");
        Numbers.of(connection, "SELECT setval('orders', max(id)) FROM t");
        assertThat(Numbers.of(connection, "SELECT nextval('orders')")).containsExactly(300L);
    }

    @Test
    void parametersShiftBehindTheNumbers() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO t (name, id, n) VALUES (?, nextval('orders'), ?),"
                                + " (?, nextval('orders'), nextval('lines')) RETURNING id, n")) {
            ParameterMetaData parameters = insert.getParameterMetaData();
            assertThat(parameters.getParameterCount()).isEqualTo(3);
            assertThat(parameters.getParameterTypeName(2)).isEqualTo("int8");
            insert.setString(1, "'?'");
            insert.setLong(2, 5);
            insert.setCharacterStream(3, new StringReader("read"));
            try (ResultSet rows = insert.executeQuery()) {
                assertThat(rows.getStatement()).isSameAs(insert);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(100);
                assertThat(rows.getLong(2)).isEqualTo(5);
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(101);
                assertThat(rows.getLong(2)).isEqualTo(1000);
            }
            assertThatThrownBy(() -> insert.setLong(4, 1))
                    .hasMessageContaining("there is no parameter 4")
                    .hasFieldOrPropertyWithValue("SQLState", "22023");
        }
    }

    @Test
    void aBatchHasOneNumberForEachRowAndReturnsItsKeys() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "INSERT INTO t (id, name) VALUES (nextval('orders'), ?)",
                        Statement.RETURN_GENERATED_KEYS)) {
            for (String name : List.of("a", "b", "c")) {
                insert.setString(1, name);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            try (ResultSet keys = insert.getGeneratedKeys()) {
                assertThat(Numbers.of(keys)).containsExactly(100L, 101L, 102L);
            }
            assertThat(insert.executeBatch()).isEmpty();
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        try (Statement rows = connection.createStatement();
                ResultSet names = rows.executeQuery("SELECT name FROM t ORDER BY id")) {
            assertThat(Numbers.texts(names, "name")).containsExactly("a", "b", "c", "c");
        }
    }

    @Test
    void plainStatementsGetTheirNumbersInTheText() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(
                            statement.executeUpdate(
                                    "INSERT INTO t (id, name) VALUES (nextval('orders'), 'a')",
                                    new String[] {"id"}))
                    .isEqualTo(1);
            try (ResultSet keys = statement.getGeneratedKeys()) {
                assertThat(keys.getStatement()).isSameAs(statement);
                assertThat(Numbers.of(keys)).containsExactly(100L);
            }
            statement.addBatch("INSERT INTO t (id) VALUES (nextval('orders'))");
            statement.addBatch("INSERT INTO t (id) VALUES (nextval('local'))");
            assertThat(statement.executeBatch()).containsExactly(1, 1);
            assertThat(statement.execute("SELECT nextval('orders'), nextval('local')")).isTrue();
            try (ResultSet row = statement.getResultSet()) {
                assertThat(row.next()).isTrue();
                assertThat(row.getLong("nextval")).isEqualTo(102);
                assertThat(row.getLong(2)).isEqualTo(6);
            }
        }
    }

    @Test
    void anUpdateOfOneRowGetsANumberAndOneOfSeveralIsUndone() throws SQLException {
        Numbers.run(connection, "INSERT INTO t VALUES (1), (2)");
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE t SET n = nextval('orders') WHERE id = ?")) {
            update.setLong(1, 1);
            assertThat(update.executeUpdate()).isEqualTo(1);
            assertThat(update.execute()).isFalse();
            assertThat(update.getUpdateCount()).isEqualTo(1);
        }
        assertThat(Numbers.of(connection, "SELECT n FROM t WHERE id = 1")).containsExactly(101L);
        for (boolean alone : new boolean[] {true, false}) {
            connection.setAutoCommit(alone);
            assertThatThrownBy(() -> Numbers.run(connection, "UPDATE t SET n = nextval('orders')"))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasMessageContaining("2 rows one and the same number")
                    .hasFieldOrPropertyWithValue("SQLState", "0AX00");
            assertThat(Numbers.of(connection, "SELECT count(n) FROM t")).containsExactly(1L);
            assertThat(connection.getAutoCommit()).isEqualTo(alone);
        }
        connection.rollback();
    }

    @Test
    void aNumberIsNotGivenBackByARollback() throws SQLException {
        connection.setAutoCommit(false);
        Numbers.run(connection, "INSERT INTO t VALUES (nextval('orders'))");
        connection.rollback();
        Numbers.run(connection, "INSERT INTO t VALUES (nextval('orders'))");
        connection.commit();
        assertThat(Numbers.of(connection, "SELECT id FROM t")).containsExactly(101L);
    }

    @Test
    void whatCanNotBeDoneRightIsRefusedAndTheTransactionGoesOn() throws SQLException {
        connection.setAutoCommit(false);
        Numbers.run(connection, "INSERT INTO t VALUES (1)");
        for (String sql :
                List.of(
                        "INSERT INTO t SELECT nextval('orders') FROM t",
                        "CREATE TABLE u (id bigint DEFAULT nextval('orders'))",
                        "DROP SEQUENCE orders, local",
                        "DELETE FROM t WHERE id = nextval('orders')")) {
            assertThatThrownBy(() -> Numbers.run(connection, sql))
                    .isInstanceOf(SQLFeatureNotSupportedException.class)
                    .hasFieldOrPropertyWithValue("SQLState", "0AX00");
        }
        connection.commit();
        assertThat(Numbers.of(connection, "SELECT count(*) FROM t")).containsExactly(1L);
    }

    @Test
    void aNameInAParameterMustBeLocal() throws SQLException {
        try (PreparedStatement next = connection.prepareStatement("SELECT nextval(?::regclass)")) {
            next.setString(1, "local");
            try (ResultSet row = next.executeQuery()) {
                assertThat(Numbers.of(row)).containsExactly(5L);
            }
            assertThatThrownBy(() -> next.setString(1, "public.orders"))
                    .hasMessageContaining("public.orders")
                    .hasFieldOrPropertyWithValue("SQLState", "0AX00");
        }
    }

    @Test
    void theCatalogHasTheSequencesOfBoth() throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement(
                        "SELECT * FROM information_schema.sequences WHERE sequence_schema = ?")) {
            query.setString(1, "public");
            try (ResultSet rows = query.executeQuery()) {
                assertThat(Numbers.texts(rows, "sequence_name"))
                        .containsExactlyInAnyOrder("local", "orders", "lines");
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT increment, sequence_name, sequence_catalog"
                                        + " FROM information_schema.sequences"
                                        + " WHERE sequence_name = 'lines'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("sequence_catalog")).isEqualTo(connection.getCatalog());
            assertThat(rows.getLong("increment")).isEqualTo(10);
            assertThat(rows.getLong(1)).isEqualTo(10);
            assertThat(rows.next()).isFalse();
        }
        try (ResultSet tables =
                connection
                        .getMetaData()
                        .getTables(null, "public", "%", new String[] {"SEQUENCE"})) {
            assertThat(Numbers.texts(tables, "TABLE_NAME"))
                    .containsExactlyInAnyOrder("local", "orders", "lines");
        }
    }

    @Test
    void objectsKnowEachOtherAndWhatTheyWrap() throws SQLException {
        DatabaseMetaData metaData = connection.getMetaData();
        assertThat(metaData.getConnection()).isSameAs(connection);
        assertThat(metaData.getURL()).startsWith("jdbc:postgresql:").doesNotContain("nextval");
        assertThat(metaData.getDatabaseProductName()).isEqualTo("PostgreSQL");
        assertThat(connection.isWrapperFor(PGConnection.class)).isTrue();
        assertThat(connection.unwrap(PGConnection.class).getBackendPID()).isPositive();
        assertThat(connection.unwrap(Connection.class)).isSameAs(connection);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT nextval('orders')")) {
            assertThat(statement.getConnection()).isSameAs(connection);
            assertThat(row.getStatement()).isSameAs(statement);
            assertThat(row.getStatement().getConnection()).isSameAs(connection);
        }
        assertThatThrownBy(() -> Numbers.run(connection, "SELECT nonsense"))
                .isInstanceOf(org.postgresql.util.PSQLException.class);
        connection.close();
        assertThat(connection.isClosed()).isTrue();
        assertThat(connection.isValid(1)).isFalse();
    }

    @Test
    void aReadOnlyConnectionDrawsNothing() throws SQLException {
        connection.setReadOnly(true);
        assertThatThrownBy(() -> Numbers.of(connection, "SELECT nextval('orders')"))
                .hasFieldOrPropertyWithValue("SQLState", "25006");
    }
}
