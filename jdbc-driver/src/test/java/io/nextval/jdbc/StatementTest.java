package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedCluster;
import io.nextval.wire.Compile;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;

/** Statements and their results, against a scripted server. */
@Timeout(60)
class StatementTest {
    private final ScriptedCluster cluster = new ScriptedCluster(1);
    private Connection connection;
    private Statement statement;

    @BeforeEach
    void connect() throws SQLException {
        cluster.create("a", 1_000_000_000_000L);
        cluster.create("b", 1_000_000_000_000L);
        connection = DriverManager.getConnection(cluster.url());
        statement = connection.createStatement();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        cluster.close();
    }

    private static void assertFails(
            Class<? extends SQLException> type, String sqlState, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo(sqlState))
                .isInstanceOf(type);
    }

    @Test
    void countsThroughAPreparedStatement() throws SQLException {
        try (PreparedStatement next = connection.prepareStatement("select nextval('a')")) {
            for (int i = 1; i <= 1_000; i++) {
                try (ResultSet rows = next.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getLong(1)).isEqualTo(i);
                    assertThat(rows.next()).isFalse();
                }
            }
        }
        assertThat(cluster.node(0).requests(Compile.class)).hasSize(1);
        assertThat(cluster.node(0).requests(NextByName.class)).hasSize(1);
    }

    @Test
    void remembersWhatATextMeansAcrossStatementsAndConnections() throws SQLException {
        for (int i = 0; i < 3; i++) {
            try (Connection other = DriverManager.getConnection(cluster.url());
                    Statement another = other.createStatement()) {
                another.executeQuery("select nextval('a')").close();
                another.executeQuery("select nextval('a')").close();
            }
        }
        assertThat(cluster.node(0).requests(Compile.class)).hasSize(1);
    }

    @Test
    void interleavesSeveralItemsRowByRowFromLeftToRight() throws SQLException {
        ResultSet rows =
                statement.executeQuery(
                        "select nextval('a') as x, nextval('b'), nextval('a'), 'c' as k"
                                + " from generate_series(1, 3)");
        long expected = 1;
        for (int row = 1; row <= 3; row++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getRow()).isEqualTo(row);
            assertThat(rows.getLong("X")).isEqualTo(expected++);
            assertThat(rows.getLong(2)).isEqualTo(row);
            assertThat(rows.getLong(3)).isEqualTo(expected++);
            assertThat(rows.getString("k")).isEqualTo("c");
            assertThat(rows.getLong("nextval")).isEqualTo(row);
        }
        assertThat(rows.next()).isFalse();
        assertThat(cluster.node(0).requests(NextByName.class))
                .extracting(NextByName::name)
                .containsExactly("a", "b");
        assertThat(cluster.node(0).requests(NextByName.class))
                .extracting(NextByName::count)
                .containsExactly(6L, 3L);
    }

    @Test
    void combinesTheOneValueOfEachSequenceOfASingleRow() throws SQLException {
        ResultSet rows = statement.executeQuery("select nextval('a'), nextval('b')");
        rows.next();
        assertThat(rows.getLong(1)).isEqualTo(1);
        assertThat(rows.getLong(2)).isEqualTo(1);
        assertThat(cluster.node(0).requests(NextByName.class))
                .extracting(NextByName::atomic)
                .containsExactly(false, false);
    }

    @Test
    void readsTenThousandRowsOfABillionWithoutMakingThem() throws SQLException {
        ResultSet rows =
                statement.executeQuery("select nextval('a') from generate_series(1, 1000000000)");
        for (int i = 1; i <= 10_000; i++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(1)).isEqualTo(i);
        }
        assertThat(cluster.last("a")).isEqualTo(1_000_000_000);
        assertThat(cluster.node(0).requests(NextByName.class)).hasSize(1);
    }

    @Test
    void takesSeriesBoundsFromParameters() throws SQLException {
        PreparedStatement next =
                connection.prepareStatement("select nextval('a') from generate_series(?, ?)");
        assertThat(next.getParameterMetaData().getParameterCount()).isEqualTo(2);
        assertThat(next.getParameterMetaData().getParameterType(2)).isEqualTo(Types.BIGINT);
        next.setInt(1, 3);
        assertFails(SQLDataException.class, "22023", next::executeQuery);
        next.setLong(2, 5);
        assertThat(count(next.executeQuery())).isEqualTo(3);
        next.setBigDecimal(2, new BigDecimal("3"));
        assertThat(count(next.executeQuery())).isEqualTo(1);
        next.setObject(2, (short) 2);
        assertThat(count(next.executeQuery())).isZero();
        next.setNull(2, Types.BIGINT);
        assertThat(count(next.executeQuery())).isZero();
        assertThat(cluster.last("a")).isEqualTo(4);
        next.setLong(1, Long.MIN_VALUE);
        next.setLong(2, Long.MAX_VALUE);
        assertFails(SQLDataException.class, "22003", next::executeQuery);
        next.setLong(1, 0);
        assertFails(SQLDataException.class, "22003", next::executeQuery);
        next.setString(2, "many");
        assertFails(SQLDataException.class, "22P02", next::executeQuery);
        assertFails(SQLDataException.class, "22023", () -> next.setLong(3, 1));
        assertFails(SQLDataException.class, "22023", () -> next.setLong(0, 1));
        next.setBigDecimal(2, new BigDecimal("1.5"));
        assertFails(SQLDataException.class, "22003", next::executeQuery);
        next.clearParameters();
        assertFails(SQLDataException.class, "22023", next::executeQuery);
    }

    @Test
    void drawsNoMoreThanTheRowLimit() throws SQLException {
        statement.setMaxRows(7);
        assertThat(
                        count(
                                statement.executeQuery(
                                        "select nextval('a') from generate_series(1, 100)")))
                .isEqualTo(7);
        assertThat(cluster.last("a")).isEqualTo(7);
    }

    @Test
    void answersConstantsWithoutAServer() throws SQLException {
        ResultSet rows = statement.executeQuery("select 1");
        assertThat(rows.isBeforeFirst()).isTrue();
        assertThat(rows.next()).isTrue();
        assertThat(rows.isFirst()).isTrue();
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(rows.getObject(1)).isEqualTo(1);
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(cluster.node(0).requests(Next.class)).isEmpty();
    }

    @Test
    void runsQueriesAsText() throws SQLException {
        PreparedStatement show = connection.prepareStatement("show ?, ?, ?, ?");
        show.setString(1, "x");
        show.setLong(2, -5);
        show.setBoolean(3, true);
        show.setObject(4, null);
        ResultSet rows = show.executeQuery();
        assertThat(rows.next()).isTrue();
        assertThat(rows.getString(1)).isEqualTo("x");
    }

    @Test
    void convertsValues() throws SQLException {
        cluster.create("big", Long.MAX_VALUE);
        ResultSet rows =
                statement.executeQuery(
                        "select nextval('big'), 'text' as t from generate_series(1, 40000)");
        rows.next();
        assertThat(rows.getInt(1)).isEqualTo(1);
        assertThat(rows.getShort(1)).isEqualTo((short) 1);
        assertThat(rows.getByte(1)).isEqualTo((byte) 1);
        assertThat(rows.getDouble(1)).isEqualTo(1.0);
        assertThat(rows.getBoolean(1)).isTrue();
        assertThat(rows.getString(1)).isEqualTo("1");
        assertThat(rows.getObject(1)).isEqualTo(1L);
        assertThat(rows.getObject(1, Integer.class)).isEqualTo(1);
        assertThat(rows.getObject(1, String.class)).isEqualTo("1");
        assertThat(rows.getObject(1, BigDecimal.class)).isEqualTo(BigDecimal.ONE);
        assertThat(rows.getBigDecimal(1)).isEqualTo(BigDecimal.ONE);
        assertThat(rows.wasNull()).isFalse();
        assertFails(SQLDataException.class, "22018", () -> rows.getLong(2));
        assertFails(SQLDataException.class, "22018", () -> rows.getBoolean("t"));
        for (int i = 0; i < 39_999; i++) {
            rows.next();
        }
        assertThat(rows.getInt(1)).isEqualTo(40_000);
        assertFails(SQLDataException.class, "22003", () -> rows.getShort(1));
        assertFails(SQLDataException.class, "22003", () -> rows.getByte(1));
    }

    @Test
    void refusesIntsOutOfRange() throws SQLException {
        statement.executeQuery("select nextval('a') from generate_series(1, 3000000000)").close();
        ResultSet rows = statement.executeQuery("select nextval('a')");
        rows.next();
        assertThat(rows.getLong(1)).isEqualTo(3_000_000_001L);
        assertThatThrownBy(() -> rows.getInt(1))
                .isInstanceOf(SQLDataException.class)
                .hasMessageContaining("3000000001 is out of range for type integer");
    }

    @Test
    void refusesToReadWhereThereIsNothing() throws SQLException {
        ResultSet rows = statement.executeQuery("select nextval('a')");
        assertFails(SQLException.class, "24000", () -> rows.getLong(1));
        rows.next();
        assertFails(SQLDataException.class, "22023", () -> rows.getLong(2));
        assertFails(SQLDataException.class, "22023", () -> rows.getLong(0));
        assertThatThrownBy(() -> rows.getLong("orders"))
                .hasMessageContaining("no column 'orders'; the columns are [nextval]");
        rows.next();
        assertFails(SQLException.class, "24000", () -> rows.getLong(1));
        rows.close();
        assertFails(SQLException.class, "55000", () -> rows.getLong(1));
        assertFails(SQLException.class, "55000", rows::next);
    }

    @Test
    void describesTheColumns() throws SQLException {
        ResultSetMetaData described =
                connection.prepareStatement("select nextval('a') as id, 'x' as y").getMetaData();
        assertThat(described.getColumnCount()).isEqualTo(2);
        assertThat(described.getColumnLabel(1)).isEqualTo("id");
        assertThat(described.getColumnType(1)).isEqualTo(Types.BIGINT);
        assertThat(described.getColumnTypeName(1)).isEqualTo("int8");
        assertThat(described.getColumnClassName(1)).isEqualTo("java.lang.Long");
        assertThat(described.getColumnType(2)).isEqualTo(Types.VARCHAR);
        assertThat(cluster.last("a")).isZero();
        assertFails(SQLDataException.class, "22023", () -> described.getColumnLabel(3));
        assertThat(connection.prepareStatement("create sequence c").getMetaData()).isNull();
    }

    @Test
    void runsCommands() throws SQLException {
        assertThat(statement.execute("create sequence c")).isFalse();
        assertThat(statement.getUpdateCount()).isZero();
        assertThat(statement.getResultSet()).isNull();
        assertThat(statement.executeUpdate("create sequence d")).isZero();
        assertThat(statement.execute("select nextval('c')")).isTrue();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
        assertThat(statement.getResultSet().next()).isTrue();
        assertThat(statement.getMoreResults()).isFalse();
        assertThat(statement.getUpdateCount()).isEqualTo(-1);
    }

    @Test
    void refusesTheWrongExecuteBeforeItHappens() throws SQLException {
        assertFails(SQLException.class, "02000", () -> statement.executeQuery("create sequence c"));
        assertFails(
                SQLException.class, "0100E", () -> statement.executeUpdate("select nextval('a')"));
        assertThat(cluster.last("a")).isZero();
        assertThat(cluster.executions()).isZero();
        PreparedStatement next = connection.prepareStatement("select nextval('a')");
        assertFails(SQLException.class, "0100E", next::executeUpdate);
        assertFails(SQLDataException.class, "22023", () -> next.executeQuery("select 1"));
    }

    @Test
    void passesNoticesOnAsWarnings() throws SQLException {
        statement.execute("create sequence c cache 10 order");
        SQLWarning first = statement.getWarnings();
        assertThat(first.getSQLState()).isEqualTo("01000");
        assertThat(first.getMessage()).isEqualTo("first notice");
        assertThat(first.getNextWarning().getMessage()).contains("served strictly");
        assertThat(connection.getWarnings().getMessage()).isEqualTo("first notice");
        statement.execute("select 1");
        assertThat((Throwable) statement.getWarnings()).isNull();
        connection.clearWarnings();
        assertThat((Throwable) connection.getWarnings()).isNull();
    }

    @Test
    void reportsServerErrorsWithDetailHintAndPosition() {
        assertThatThrownBy(() -> statement.execute("selekt 1"))
                .isInstanceOf(SQLSyntaxErrorException.class)
                .hasMessage("syntax error\n  Hint: Did you mean it?\n  Position: 1");
        assertThatThrownBy(() -> statement.execute("create nothing"))
                .hasMessage("no such command\n  Detail: a detail\n  Hint: a hint\n  Position: 3");
        assertFails(
                SQLSyntaxErrorException.class,
                "42P01",
                () -> statement.executeQuery("select nextval('missing')"));
    }

    @Test
    void tellsWhereAMissingSequenceIsNamed() {
        assertThatThrownBy(() -> statement.execute("select nextval('a'), nextval('missing')"))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> assertThat(SqlErrorDetail.of(e).position()).isEqualTo(30))
                .hasMessage("sequence \"missing\" does not exist\n  Position: 30");
        assertThatThrownBy(() -> statement.execute("select nextval('missing')"))
                .hasMessageEndingWith("Position: 16");
    }

    @Test
    void reportsAnExhaustedSequence() throws SQLException {
        cluster.create("short", 3);
        assertFails(
                SQLDataException.class,
                "2200H",
                () -> statement.executeQuery("select nextval('short') from generate_series(1, 4)"));
        assertThat(
                        count(
                                statement.executeQuery(
                                        "select nextval('short') from generate_series(1, 3)")))
                .isEqualTo(3);
        assertFails(
                SQLDataException.class,
                "2200H",
                () -> statement.executeQuery("select nextval('short')"));
    }

    @Test
    void closesAResultWhenItsStatementIsUsedAgainOrClosed() throws SQLException {
        ResultSet first = statement.executeQuery("select 1");
        ResultSet second = statement.executeQuery("select 1");
        assertThat(first.isClosed()).isTrue();
        statement.close();
        assertThat(second.isClosed()).isTrue();
        assertFails(SQLException.class, "55000", () -> statement.executeQuery("select 1"));
        Statement completing = connection.createStatement();
        completing.closeOnCompletion();
        completing.executeQuery("select 1").close();
        assertThat(completing.isClosed()).isTrue();
    }

    @Test
    void refusesWhatItCanNotDoWithoutScaringPools() throws SQLException {
        ResultSet rows = statement.executeQuery("select 1");
        assertFails(SQLFeatureNotSupportedException.class, "0AX00", rows::previous);
        assertFails(SQLFeatureNotSupportedException.class, "0AX00", () -> rows.updateLong(1, 1));
        assertFails(SQLFeatureNotSupportedException.class, "0AX00", () -> rows.getBlob(1));
        assertFails(
                SQLFeatureNotSupportedException.class, "0AX00", () -> connection.setSavepoint());
        assertFails(
                SQLFeatureNotSupportedException.class,
                "0AX00",
                () -> statement.getMoreResults(Statement.KEEP_CURRENT_RESULT));
    }

    @Test
    void givesForwardResultsWithAWarningWhereOthersAreAskedFor() throws SQLException {
        Statement scrolling =
                connection.createStatement(
                        ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY);
        assertThat(connection.getWarnings().getSQLState()).isEqualTo("01S02");
        assertThat(scrolling.getResultSetType()).isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertThat(scrolling.executeQuery("select 1").getType())
                .isEqualTo(ResultSet.TYPE_FORWARD_ONLY);
        assertFails(SQLDataException.class, "22023", () -> connection.createStatement(1, 2));
    }

    @Test
    void endsAtTheQueryTimeout() throws SQLException {
        statement.executeQuery("select nextval('a')").close();
        statement.setQueryTimeout(1);
        cluster.node(0).pause();
        assertFails(
                java.sql.SQLTimeoutException.class,
                "57014",
                () -> statement.executeQuery("select nextval('a')"));
        cluster.node(0).resume();
    }

    private static int count(ResultSet rows) throws SQLException {
        int count = 0;
        while (rows.next()) {
            count++;
        }
        return count;
    }
}
