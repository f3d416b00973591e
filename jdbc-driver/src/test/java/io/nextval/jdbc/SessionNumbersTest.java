package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.client.ScriptedNode.Drop;
import io.nextval.wire.Execute;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;
import io.nextval.wire.SetValue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** nextval, currval, lastval and setval in one session, column by column and row by row. */
@Timeout(60)
class SessionNumbersTest {
    private final SqlProbe sql = new SqlProbe();

    @AfterEach
    void close() throws SQLException {
        sql.close();
    }

    @Test
    void remembersTheNumberOfEachSequenceAndTheLatestOfAll() throws SQLException {
        assertThat(sql.cells("select nextval('a')")).containsExactly(1L);
        assertThat(sql.cells("select nextval('a')")).containsExactly(2L);
        assertThat(sql.cells("select nextval('b')")).containsExactly(1L);
        assertThat(sql.cells("select currval('a'), currval('b'), lastval()"))
                .containsExactly(2L, 1L, 1L);
        assertThat(sql.cells("select nextval('a')")).containsExactly(3L);
        assertThat(sql.cells("select lastval()")).containsExactly(3L);
        assertThat(sql.cluster.node(0).requests(Execute.class)).isEmpty();
    }

    @Test
    void remembersTheLastRowOfManyAndTheLastColumnOfARow() throws SQLException {
        sql.cells("select nextval('a'), nextval('b'), nextval('a') from generate_series(1, 5)");
        assertThat(sql.cells("select currval('a'), currval('b'), lastval()"))
                .containsExactly(10L, 5L, 10L);
        sql.cells("select nextval('a'), nextval('b') from generate_series(2, 1)");
        assertThat(sql.cells("select currval('a'), lastval()")).containsExactly(10L, 10L);
        assertThat(sql.cluster.node(0).requests(NextByName.class)).hasSize(2);
        assertThat(sql.cluster.node(0).requests(Next.class)).isEmpty();
    }

    @Test
    void evaluatesColumnsFromLeftToRightRowByRow() throws SQLException {
        assertThat(
                        sql.cells(
                                "select nextval('a'), currval('a'), setval('a', 10), nextval('a'),"
                                        + " lastval() from generate_series(1, 2)"))
                .containsExactly(1L, 1L, 10L, 11L, 11L, 12L, 12L, 10L, 11L, 11L);
    }

    @Test
    void asksAServerWhatIsWrongWithACurrentValueItDoesNotHave() throws SQLException {
        sql.assertFails("55000", "select currval('a')")
                .hasMessage("currval of sequence \"a\" is not yet defined in this session");
        sql.assertFails("42P01", "select currval('missing')");
        sql.assertFails("55000", "select lastval()")
                .hasMessage("lastval is not yet defined in this session");
        assertThat(sql.cluster.node(0).requests(Execute.class))
                .extracting(Execute::sql)
                .containsExactly("select currval('a')", "select currval('missing')");
    }

    @Test
    void keepsNumbersOfOtherSessionsApart() throws SQLException {
        sql.cells("select nextval('a')");
        try (Connection other = DriverManager.getConnection(sql.cluster.url());
                Statement another = other.createStatement()) {
            SqlProbe.assertFails("55000", () -> another.execute("select currval('a')"));
            ResultSet rows = another.executeQuery("select nextval('a')");
            rows.next();
            assertThat(rows.getLong(1)).isEqualTo(2);
        }
        assertThat(sql.cells("select currval('a'), lastval()")).containsExactly(1L, 1L);
    }

    @Test
    void setsASequenceAndItsCurrentValueUnlessItIsNotCalled() throws SQLException {
        assertThat(sql.cells("select setval('a', 41)")).containsExactly(41L);
        assertThat(sql.cells("select currval('a')")).containsExactly(41L);
        sql.assertFails("55000", "select lastval()");
        assertThat(sql.cells("select nextval('a')")).containsExactly(42L);
        assertThat(sql.cells("select setval('a', 7, false)")).containsExactly(7L);
        assertThat(sql.cells("select currval('a'), lastval()")).containsExactly(42L, 42L);
        assertThat(sql.cells("select nextval('a')")).containsExactly(7L);
        assertThat(sql.cells("select setval('a', null)")).containsExactly((Object) null);
        assertThat(sql.cells("select setval('a', 9, null)")).containsExactly((Object) null);
        assertThat(sql.cells("select nextval('a')")).containsExactly(8L);
        sql.assertFails("42P01", "select setval('missing', 1)");
    }

    @Test
    void setsOnceWhenTheReplyIsLost() throws SQLException {
        sql.cells("select nextval('a')");
        long before = sql.cluster.executions();
        sql.cluster.node(0).once(SetValue.class, new Drop(true));
        assertThat(sql.cells("select setval('a', 100)")).containsExactly(100L);
        assertThat(sql.cluster.executions()).isEqualTo(before + 1);
        assertThat(sql.cluster.node(0).requests(SetValue.class))
                .hasSize(2)
                .extracting(set -> set.ticket().call())
                .containsOnly(sql.cluster.node(0).requests(SetValue.class).get(0).ticket().call());
    }

    @Test
    void takesNamesAndValuesFromParameters() throws SQLException {
        PreparedStatement set = sql.connection.prepareStatement("select setval(?, ?, ?)");
        assertThat(sql.cells(set, "a", 5L, true)).containsExactly(5L);
        assertThat(sql.cells(set, "a", 6, "false")).containsExactly(6L);
        assertThat(sql.cells(set, "b", null, true)).containsExactly((Object) null);
        SqlProbe.assertFails("22P02", () -> sql.cells(set, "a", "many", true));
        SqlProbe.assertFails("22004", () -> sql.cells(set, null, 5L, true));
        SqlProbe.assertFails("42P01", () -> sql.cells(set, "missing", 5L, true));
        PreparedStatement next = sql.connection.prepareStatement("select nextval(?)");
        assertThat(next.getMetaData()).isNull();
        assertThat(sql.cells(next, "a")).containsExactly(6L);
        assertThat(next.getMetaData().getColumnLabel(1)).isEqualTo("nextval");
        assertThat(sql.cells(next, "b")).containsExactly(1L);
        assertThat(sql.cells("select currval('a'), currval('b'), lastval()"))
                .containsExactly(6L, 1L, 1L);
    }

    @Test
    void forgetsOnDiscard() throws SQLException {
        sql.cells("select nextval('a')");
        sql.statement.execute("discard sequences");
        sql.assertFails("55000", "select currval('a')");
        sql.assertFails("55000", "select lastval()");
        assertThat(sql.cells("select nextval('a'), currval('a')")).containsExactly(2L, 2L);
    }

    @Test
    void forgetsASequenceThatItDrops() throws SQLException {
        sql.cells("select nextval('b')");
        sql.cells("select nextval('a')");
        sql.statement.execute("drop sequence a");
        sql.assertFails("42P01", "select currval('a')");
        sql.assertFails("55000", "select lastval()");
        sql.statement.execute("create sequence a");
        sql.assertFails("55000", "select currval('a')");
        assertThat(sql.cells("select currval('b')")).containsExactly(1L);
        assertThat(sql.cells("select nextval('a')")).containsExactly(1L);
        assertThat(sql.cells("select currval('a'), lastval()")).containsExactly(1L, 1L);
    }

    @Test
    void asksAgainWhatASchemaThatItDropsTookAlong() throws SQLException {
        sql.cells("select nextval('a')");
        sql.statement.execute("drop schema x");
        sql.assertFails("42P01", "select currval('a')");
        sql.cluster.create("a", 99);
        assertThat(sql.cells("select currval('a')")).containsExactly(1L);
        assertThat(sql.cluster.node(0).requests(Execute.class)).hasSize(3);
        assertThat(sql.cells("select currval('a')")).containsExactly(1L);
        assertThat(sql.cluster.node(0).requests(Execute.class)).hasSize(3);
    }

    @Test
    void servesSeveralThreadsOfOneConnection() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Future<Long>> drawn = new ArrayList<>();
        for (int thread = 0; thread < 4; thread++) {
            drawn.add(
                    threads.submit(
                            () -> {
                                PreparedStatement next =
                                        sql.connection.prepareStatement("select nextval('a')");
                                long last = 0;
                                for (int i = 0; i < 250; i++) {
                                    long value = (Long) sql.cells(next).get(0);
                                    assertThat(value).isGreaterThan(last);
                                    last = value;
                                }
                                return last;
                            }));
        }
        Set<Object> lasts = new HashSet<>();
        for (Future<Long> last : drawn) {
            lasts.add(last.get());
        }
        threads.shutdown();
        assertThat(sql.cluster.last("a")).isEqualTo(1_000);
        assertThat(lasts).containsAll(sql.cells("select currval('a'), lastval()"));
    }

    @Test
    void drawsNoMoreThanTheRowLimitWhereRowsDependOnEachOther() throws SQLException {
        sql.statement.setMaxRows(2);
        assertThat(
                        sql.cells(
                                "select nextval('a'), currval('a')"
                                        + " from generate_series(1, 1000001)"))
                .containsExactly(1L, 1L, 2L, 2L);
    }
}
