package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nextval.wire.Compile;
import io.nextval.wire.Frame;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.BatchUpdateException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Batches: what they cost, count and return. */
@Timeout(60)
class BatchTest {
    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    private List<Frame> requests() {
        return sql.cluster.node(0).requests().stream()
                .filter(r -> r instanceof Next || r instanceof NextByName || r instanceof Compile)
                .toList();
    }

    private static List<@Nullable Object> keys(Statement statement) throws SQLException {
        List<@Nullable Object> cells = new ArrayList<>();
        try (ResultSet rows = statement.getGeneratedKeys()) {
            while (rows.next()) {
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    cells.add(rows.getObject(i));
                }
            }
        }
        return cells;
    }

    private static BatchUpdateException failure(Statement statement) {
        return catchThrowableOfType(BatchUpdateException.class, statement::executeBatch);
    }

    @Test
    void drawsAThousandNumbersInOneRoundTrip() throws SQLException {
        PreparedStatement next =
                sql.connection.prepareStatement(
                        "select nextval('a')", Statement.RETURN_GENERATED_KEYS);
        next.addBatch();
        next.executeBatch();
        int before = requests().size();
        for (int i = 0; i < 1_000; i++) {
            next.addBatch();
        }
        assertThat(next.executeBatch()).hasSize(1_000).containsOnly(Statement.SUCCESS_NO_INFO);
        assertThat(requests().subList(before, requests().size()))
                .singleElement()
                .isInstanceOfSatisfying(Next.class, r -> assertThat(r.count()).isEqualTo(1_000));
        assertThat(keys(next))
                .isEqualTo(LongStream.rangeClosed(2, 1_001).boxed().toList())
                .isEqualTo(keys(next));
        assertThat(sql.cells("select currval('a'), lastval()")).containsExactly(1_001L, 1_001L);
        assertThat(next.executeBatch()).isEmpty();
        assertThat(keys(next)).isEmpty();
    }

    @Test
    void asksOncePerSequenceHoweverTheStatementsAreMixed() throws SQLException {
        for (int i = 0; i < 50; i++) {
            sql.statement.addBatch("select nextval('a')");
            sql.statement.addBatch("select nextval('b') from generate_series(1, 2)");
        }
        assertThat(sql.statement.executeLargeBatch()).hasSize(100).containsOnly(-2L);
        assertThat(sql.cluster.node(0).requests(NextByName.class))
                .extracting(NextByName::name, NextByName::count)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", 50L),
                        org.assertj.core.groups.Tuple.tuple("b", 100L));
        assertThat(keys(sql.statement)).startsWith(1L, 1L, 2L, 2L, 3L, 4L).hasSize(150);
        assertThat(sql.cells("select lastval()")).containsExactly(100L);
    }

    @Test
    void takesTheParametersOfEachStatement() throws SQLException {
        PreparedStatement next =
                sql.connection.prepareStatement(
                        "select nextval(?), ? as tag from generate_series(1, ?)");
        for (String name : List.of("a", "b", "a")) {
            next.setString(1, name);
            next.setString(2, "of " + name);
            next.setInt(3, name.equals("b") ? 2 : 1);
            next.addBatch();
        }
        assertThat(next.executeBatch()).containsExactly(-2, -2, -2);
        assertThat(keys(next)).containsExactly(1L, "of a", 1L, "of b", 2L, "of b", 2L, "of a");
        next.clearParameters();
        SqlProbe.assertFails("22023", next::addBatch);
        SqlProbe.assertFails("22023", () -> next.addBatch("select nextval('a')"));
    }

    @Test
    void givesOnlyTheNumbersWhereColumnsDiffer() throws SQLException {
        sql.statement.addBatch("select nextval('a') as x, 'text' as y, nextval('b') as z");
        sql.statement.addBatch("select nextval('a')");
        sql.statement.executeBatch();
        try (ResultSet rows = sql.statement.getGeneratedKeys()) {
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(1);
            assertThat(rows.getMetaData().getColumnLabel(1)).isEqualTo("nextval");
            assertThat(rows.getMetaData().getColumnTypeName(1)).isEqualTo("int8");
        }
        assertThat(keys(sql.statement)).containsExactly(1L, 1L, 2L);
    }

    @Test
    void runsCommandsInOrderBetweenTheDraws() throws SQLException {
        sql.statement.addBatch("create sequence c");
        sql.statement.addBatch("select nextval('c')");
        sql.statement.addBatch("select setval('c', 10)");
        sql.statement.addBatch("select nextval('c'), currval('c')");
        sql.statement.addBatch("set search_path to public");
        sql.statement.addBatch("drop sequence c");
        assertThat(sql.statement.executeBatch()).containsExactly(0, -2, -2, -2, 0, 0);
        assertThat(keys(sql.statement)).containsExactly(1L, 11L);
        assertThat(sql.statement.getUpdateCount()).isEqualTo(-1);
        assertThat(sql.statement.getResultSet()).isNull();
        sql.assertFails("42P01", "select nextval('c')");
        assertThat(keys(sql.statement)).isEmpty();
    }

    @Test
    void stopsAtTheFirstFailureAndCountsWhatWasDone() throws SQLException {
        sql.statement.addBatch("create sequence c");
        sql.statement.addBatch("select nextval('a')");
        sql.statement.addBatch("selekt 1");
        sql.statement.addBatch("create sequence d");
        BatchUpdateException failure = failure(sql.statement);
        assertThat(failure.getUpdateCounts()).containsExactly(0, -2);
        assertThat(failure.getLargeUpdateCounts()).containsExactly(0L, -2L);
        assertThat(failure.getSQLState()).isEqualTo("42601");
        assertThat((Throwable) failure).hasMessageStartingWith("statement 3 of the batch: ");
        assertThat(failure.getCause()).isInstanceOf(SQLException.class);
        assertThat(keys(sql.statement)).containsExactly(1L);
        sql.assertFails("42P01", "select nextval('d')");
        assertThat(sql.statement.executeBatch()).isEmpty();
    }

    @Test
    void drawsNothingForDrawsOfWhichOneCanNotBeServed() throws SQLException {
        sql.cluster.create("three", 3);
        PreparedStatement next = sql.connection.prepareStatement("select nextval('three')");
        for (int i = 0; i < 4; i++) {
            next.addBatch();
        }
        BatchUpdateException failure = failure(next);
        assertThat(failure.getSQLState()).isEqualTo("2200H");
        assertThat(failure.getUpdateCounts()).isEmpty();
        assertThat(sql.cluster.last("three")).isZero();
    }

    @Test
    void refusesStatementsThatOnlyReturnRows() throws SQLException {
        for (String query : List.of("select 1", "select currval('a')", "show x, y")) {
            sql.statement.addBatch("select nextval('a')");
            sql.statement.addBatch(query);
            BatchUpdateException failure = failure(sql.statement);
            assertThat(failure.getSQLState()).isEqualTo("0100E");
            assertThat(failure.getUpdateCounts()).containsExactly(-2);
        }
    }

    @Test
    void refusesDrawsOfAReadOnlyConnection() throws SQLException {
        sql.connection.setReadOnly(true);
        sql.statement.addBatch("select nextval('a')");
        assertThat(failure(sql.statement).getSQLState()).isEqualTo("25006");
        assertThat(sql.cluster.last("a")).isZero();
    }

    @Test
    void forgetsAClearedBatch() throws SQLException {
        sql.statement.addBatch("select nextval('a')");
        sql.statement.clearBatch();
        assertThat(sql.statement.executeBatch()).isEmpty();
        assertThat(sql.cluster.last("a")).isZero();
    }
}
