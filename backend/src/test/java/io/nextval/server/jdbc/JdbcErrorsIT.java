package io.nextval.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.sql.Statement;

/**
 * One test for each row of the table of errors: the exception's class, its SQLSTATE, and whether
 * HikariCP keeps the connection or drops it, each as {@code docs/jdbc.md} says.
 */
@Timeout(120)
class JdbcErrorsIT {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/jdbc.md");
    private static final String NODE = "jdbc:nextval:mem:jdbc-errors";
    private static final String KEPT = "keeps";
    private static final String DROPPED = "drops";

    private static Connection node;
    private static Relay relay;
    private HikariDataSource pool;

    private interface Work {
        void with(Statement statement) throws SQLException;
    }

    @BeforeAll
    static void startNode() throws SQLException, IOException {
        node = DriverManager.getConnection(NODE);
        try (Statement statement = node.createStatement()) {
            statement.execute("CREATE SEQUENCE s");
            statement.execute("CREATE SEQUENCE three MAXVALUE 3");
            try (ResultSet rows =
                    statement.executeQuery("SELECT client_address FROM nextval.nodes")) {
                assertThat(rows.next()).isTrue();
                String address = rows.getString(1);
                int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
                relay = new Relay(port);
            }
        }
    }

    @AfterAll
    static void stopNode() throws SQLException, IOException {
        relay.close();
        node.close();
    }

    private static String url() {
        return "jdbc:nextval://127.0.0.1:"
                + relay.port()
                + "/public?retryTimeout=1500&answerTimeout=100&connectTimeout=500";
    }

    @BeforeEach
    void openPool() {
        relay.mode(Relay.Mode.PASS);
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(url());
        config.setMaximumPoolSize(1);
        config.setConnectionTimeout(10_000);
        pool = new HikariDataSource(config);
    }

    @AfterEach
    void closePool() {
        relay.mode(Relay.Mode.PASS);
        pool.close();
    }

    /** The work fails so, and the pool does as the page says. */
    private void check(Class<? extends SQLException> type, String sqlState, String pools, Work work)
            throws SQLException, IOException {
        Connection before;
        try (Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            before = connection.unwrap(Connection.class);
            try (ResultSet rows = statement.executeQuery("SELECT nextval('s')")) {
                assertThat(rows.next()).isTrue();
            }
            SQLException error =
                    catchThrowableOfType(SQLException.class, () -> work.with(statement));
            assertThat((Throwable) error).isExactlyInstanceOf(type);
            assertThat(error.getSQLState()).isEqualTo(sqlState);
        }
        relay.mode(Relay.Mode.PASS);
        try (Connection connection = pool.getConnection()) {
            boolean same = connection.unwrap(Connection.class) == before;
            assertThat(same ? KEPT : DROPPED).isEqualTo(pools);
            assertThat(connection.isValid(5)).isTrue();
        }
        assertThatPageSays(type, sqlState, pools);
    }

    private static void assertThatPageSays(
            Class<? extends SQLException> type, String sqlState, String pools) throws IOException {
        assertThat(Files.readAllLines(PAGE))
                .as("a row of the table of errors")
                .anyMatch(
                        line ->
                                line.startsWith("|")
                                        && line.contains("`" + sqlState + "`")
                                        && line.contains("| " + type.getSimpleName() + " |")
                                        && line.contains("| " + pools));
    }

    @Test
    void canNotConnectIs08001() throws SQLException, IOException {
        relay.mode(Relay.Mode.CUT);
        SQLException error =
                catchThrowableOfType(
                        SQLException.class,
                        () -> DriverManager.getConnection(url() + "&applicationName=other"));
        assertThat((Throwable) error).isExactlyInstanceOf(SQLTransientConnectionException.class);
        assertThat(error.getSQLState()).isEqualTo("08001");
        assertThatPageSays(SQLTransientConnectionException.class, "08001", "tries again");
    }

    @Test
    void lostIs08006() throws SQLException, IOException {
        check(
                SQLNonTransientConnectionException.class,
                "08006",
                DROPPED,
                statement -> {
                    relay.mode(Relay.Mode.CUT);
                    statement.executeQuery("SELECT nextval('s')").close();
                });
    }

    @Test
    void outcomeUnknownOfSetvalIs08007() throws SQLException, IOException {
        check(
                SQLNonTransientConnectionException.class,
                "08007",
                DROPPED,
                statement -> {
                    relay.mode(Relay.Mode.LOSE_ANSWERS);
                    statement.executeQuery("SELECT setval('s', 1)").close();
                });
    }

    @Test
    void outcomeUnknownOfDdlIs08007() throws SQLException, IOException {
        check(
                SQLNonTransientConnectionException.class,
                "08007",
                DROPPED,
                statement -> {
                    relay.mode(Relay.Mode.LOSE_ANSWERS);
                    boolean unused = statement.execute("CREATE SEQUENCE IF NOT EXISTS unknown");
                });
    }

    @Test
    void aRefusedLoginIs28P01() throws IOException {
        relay.mode(Relay.Mode.REFUSE_LOGIN);
        SQLException error =
                catchThrowableOfType(
                        SQLException.class,
                        () -> DriverManager.getConnection(url() + "&user=anna&password=secret"));
        assertThat((Throwable) error)
                .isExactlyInstanceOf(SQLInvalidAuthorizationSpecException.class);
        assertThat(error.getSQLState()).isEqualTo("28P01");
        assertThat(error.toString()).doesNotContain("secret");
        assertThatPageSays(SQLInvalidAuthorizationSpecException.class, "28P01", "tries again");
    }

    @Test
    void theQueryTimeoutIs57014() throws SQLException, IOException {
        check(
                SQLTimeoutException.class,
                "57014",
                KEPT,
                statement -> {
                    statement.setQueryTimeout(1);
                    relay.mode(Relay.Mode.LOSE_ANSWERS);
                    statement.executeQuery("SELECT nextval('s')").close();
                });
    }

    @Test
    void cancelFromAnotherThreadIs57014() throws SQLException, IOException {
        check(
                SQLTimeoutException.class,
                "57014",
                KEPT,
                statement -> {
                    relay.mode(Relay.Mode.LOSE_ANSWERS);
                    Thread canceller = new Thread(() -> cancelUntilClosed(statement));
                    canceller.setDaemon(true);
                    canceller.start();
                    statement.executeQuery("SELECT nextval('s')").close();
                });
    }

    private static void cancelUntilClosed(Statement statement) {
        Awaitility.await()
                .ignoreExceptions()
                .until(
                        () -> {
                            statement.cancel();
                            return statement.isClosed();
                        });
    }

    @Test
    void noAnswerFromTheGroupIsNv001AndTransient() throws SQLException, IOException {
        check(
                SQLTransientException.class,
                "NV001",
                KEPT,
                statement -> {
                    relay.mode(Relay.Mode.LOSE_ANSWERS);
                    statement.executeQuery("SELECT nextval('s')").close();
                });
    }

    @Test
    void syntaxIs42601() throws SQLException, IOException {
        check(
                SQLSyntaxErrorException.class,
                "42601",
                KEPT,
                statement -> statement.executeQuery("SELEKT nextval('s')").close());
    }

    @Test
    void aMissingSequenceIs42P01() throws SQLException, IOException {
        check(
                SQLSyntaxErrorException.class,
                "42P01",
                KEPT,
                statement -> statement.executeQuery("SELECT nextval('nowhere')").close());
    }

    @Test
    void aSequenceThatExistsIs42P07() throws SQLException, IOException {
        check(
                SQLSyntaxErrorException.class,
                "42P07",
                KEPT,
                statement -> assertThat(statement.executeUpdate("CREATE SEQUENCE s")).isZero());
    }

    @Test
    void anExhaustedSequenceIs2200H() throws SQLException, IOException {
        check(
                SQLDataException.class,
                "2200H",
                KEPT,
                statement ->
                        statement
                                .executeQuery("SELECT nextval('three') FROM generate_series(1, 4)")
                                .close());
    }

    @Test
    void whatIsNotSupportedIs0AX00() throws SQLException, IOException {
        check(
                SQLFeatureNotSupportedException.class,
                "0AX00",
                KEPT,
                statement -> statement.executeQuery("SELECT nextval('s') + 1").close());
        check(
                SQLFeatureNotSupportedException.class,
                "0AX00",
                KEPT,
                statement -> statement.setCursorName("c"));
    }

    @Test
    void aReadOnlyConnectionIs25006() throws SQLException, IOException {
        check(
                java.sql.SQLNonTransientException.class,
                "25006",
                KEPT,
                statement -> {
                    statement.getConnection().setReadOnly(true);
                    statement.executeQuery("SELECT nextval('s')").close();
                });
    }

    @Test
    void aNumberThatDoesNotFitIs22003() throws SQLException, IOException {
        check(
                SQLDataException.class,
                "22003",
                KEPT,
                statement -> {
                    try (ResultSet rows = statement.executeQuery("SELECT 3000000000")) {
                        assertThat(rows.next()).isTrue();
                        assertThat(rows.getInt(1)).isZero();
                    }
                });
    }
}
