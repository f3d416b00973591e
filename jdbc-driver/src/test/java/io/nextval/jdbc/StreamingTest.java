package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import io.nextval.wire.Next;
import io.nextval.wire.NextByName;
import io.nextval.wire.SetValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.lang.management.ManagementFactory;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows without number take little memory, and those that depend on each other come in pieces. */
@Timeout(120)
class StreamingTest {
    private static final long MEGABYTE = 1 << 20;

    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private int draws() {
        return sql.cluster.node(0).requests(Next.class).size()
                + sql.cluster.node(0).requests(NextByName.class).size();
    }

    @Test
    void iteratesOverAHundredMillionNumbersInConstantMemory() throws SQLException {
        long rows = 100_000_000;
        long last = 0;
        ResultSet numbers =
                sql.statement.executeQuery(
                        "select nextval('a') from generate_series(1, 100000000)");
        long before = allocated();
        while (numbers.next()) {
            last = numbers.getLong(1);
        }
        assertThat(allocated() - before).isLessThan(8 * MEGABYTE);
        assertThat(last).isEqualTo(rows);
        assertThat(draws()).isEqualTo(1);
    }

    @Test
    void drawsRowsThatDependOnEachOtherAsTheyAreRead() throws SQLException {
        sql.statement.setFetchSize(100);
        ResultSet rows =
                sql.statement.executeQuery(
                        "select nextval('a'), currval('a'), lastval(), nextval('a')"
                                + " from generate_series(1, 100000000)");
        assertThat(sql.cluster.last("a")).isEqualTo(200);
        int before = draws();
        for (long row = 0; row < 1_000; row++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getRow()).isEqualTo((int) row + 1);
            assertThat(rows.getLong(1)).isEqualTo(2 * row + 1);
            assertThat(rows.getLong(2)).isEqualTo(2 * row + 1);
            assertThat(rows.getLong(3)).isEqualTo(2 * row + 1);
            assertThat(rows.getLong(4)).isEqualTo(2 * row + 2);
        }
        assertThat(sql.cluster.last("a")).isEqualTo(2_000);
        assertThat(draws() - before).isEqualTo(9);
        rows.setFetchSize(5);
        assertThat(rows.getFetchSize()).isEqualTo(5);
        assertThat(rows.next()).isTrue();
        assertThat(sql.cluster.last("a")).isEqualTo(2_010);
        rows.close();
        assertThat(sql.cluster.last("a")).isEqualTo(2_010);
    }

    @Test
    void setsRowByRowWhereARowSetsWhatItDraws() throws SQLException {
        sql.statement.setFetchSize(3);
        ResultSet rows =
                sql.statement.executeQuery(
                        "select setval('a', 10), nextval('a'), nextval('b')"
                                + " from generate_series(1, 7)");
        for (long row = 1; row <= 7; row++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(2)).isEqualTo(11);
            assertThat(rows.getLong(3)).isEqualTo(row);
        }
        assertThat(rows.isLast()).isTrue();
        assertThat(rows.next()).isFalse();
        assertThat(rows.isAfterLast()).isTrue();
        assertThat(sql.cluster.node(0).requests(SetValue.class)).hasSize(7);
    }

    @Test
    void endsWhereAPieceFails() throws SQLException {
        sql.cluster.create("ten", 10);
        sql.statement.setFetchSize(5);
        ResultSet rows =
                sql.statement.executeQuery(
                        "select nextval('ten'), currval('ten') from generate_series(1, 12)");
        for (long row = 1; row <= 10; row++) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getLong(2)).isEqualTo(row);
        }
        SqlProbe.assertFails("2200H", rows::next);
        SqlProbe.assertFails("24000", () -> rows.getLong(1));
        assertThat(rows.next()).isFalse();
    }

    @Test
    void findsACurrvalWithoutAValueAtTheCostOfOneRow() throws SQLException {
        sql.assertFails("55000", "select nextval('a'), currval('b') from generate_series(1, 50)");
        assertThat(sql.cluster.last("a")).isEqualTo(1);
    }

    @Test
    void readsNoMoreThanTheRowLimit() throws SQLException {
        sql.statement.setLargeMaxRows(5_000_000_000L);
        assertThat(sql.statement.getMaxRows()).isEqualTo(Integer.MAX_VALUE);
        sql.statement.setMaxRows(3);
        assertThat(sql.cells("select nextval('a'), currval('a') from generate_series(1, 99)"))
                .containsExactly(1L, 1L, 2L, 2L, 3L, 3L);
        assertThat(sql.cluster.last("a")).isEqualTo(3);
    }
}
