package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedNode.Ignore;
import io.nextval.client.ScriptedNode.Obey;
import io.nextval.wire.Compile;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.Next;
import io.nextval.wire.Register;
import io.nextval.wire.SetValue;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Cancelling and timing out statements, wherever they wait. */
@Timeout(60)
class CancelTest {
    private final SqlProbe sql = new SqlProbe();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    record Wait(Class<? extends Frame> at, String text) {}

    static List<Wait> waits() {
        return List.of(
                new Wait(Compile.class, "select 1"),
                new Wait(Register.class, "select nextval('a')"),
                new Wait(Next.class, "select nextval('a')"),
                new Wait(Next.class, "select nextval('a') from generate_series(1, 9)"),
                new Wait(SetValue.class, "select setval('a', 5)"),
                new Wait(Execute.class, "create sequence c"),
                new Wait(Execute.class, "list all"));
    }

    @AfterEach
    void close() throws SQLException {
        threads.shutdownNow();
        sql.close();
    }

    /** From now on the node is silent to these requests. */
    private void silent(Class<? extends Frame> kind) throws SQLException {
        if (kind == Next.class) {
            sql.cells("select nextval('a')");
        }
        sql.cluster.node(0).script(request -> kind.isInstance(request) ? new Ignore() : new Obey());
    }

    @ParameterizedTest
    @MethodSource("waits")
    void cancelsAStatementWhereverItWaits(Wait wait) throws Exception {
        silent(wait.at);
        int before = sql.cluster.node(0).requests(wait.at).size();
        Future<Boolean> running = threads.submit(() -> sql.statement.execute(wait.text));
        Awaitility.await().until(() -> sql.cluster.node(0).requests(wait.at).size() > before);
        sql.statement.cancel();
        assertThatThrownBy(running::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> {
                            assertThat(e.getSQLState()).isEqualTo("57014");
                            SqlErrorDetail detail = SqlErrorDetail.of(e);
                            assertThat(detail.message())
                                    .isEqualTo("canceling statement due to user request");
                            assertThat(detail.detail()).contains("within");
                        });
        sql.cluster.node(0).script(request -> new Obey());
        assertThat(sql.statement.execute("select nextval('a')")).isTrue();
    }

    @Test
    void cancelsOneOfTheCallersThatShareARequest() throws Exception {
        silent(Next.class);
        try (Connection other = DriverManager.getConnection(sql.cluster.url());
                Statement first = other.createStatement()) {
            Future<Boolean> leading = threads.submit(() -> first.execute("select nextval('a')"));
            Awaitility.await().until(() -> !sql.cluster.node(0).requests(Next.class).isEmpty());
            Future<Boolean> gathered =
                    threads.submit(() -> sql.statement.execute("select nextval('a')"));
            Awaitility.await()
                    .until(
                            () -> {
                                sql.statement.cancel();
                                return gathered.isDone();
                            });
            assertThatThrownBy(gathered::get)
                    .hasMessageContaining("canceling statement due to user request")
                    .hasMessageContaining("no number was consumed");
            sql.cluster.node(0).script(request -> new Obey());
            sql.cluster.node(0).dropConnections();
            assertThat(leading.get()).isTrue();
        }
    }

    @Test
    void cancelsBetweenRows() throws Exception {
        String text = "select setval('a', 20), nextval('a') from generate_series(1, 1000000)";
        sql.statement.setFetchSize(100_000);
        Future<Boolean> running = threads.submit(() -> sql.statement.execute(text));
        Awaitility.await().until(() -> sql.cluster.node(0).requests(SetValue.class).size() > 10);
        sql.statement.cancel();
        assertThatThrownBy(running::get)
                .hasMessageContaining("canceling statement due to user request");
        assertThat(sql.cluster.node(0).requests(SetValue.class)).hasSizeLessThan(100_000);
    }

    @Test
    void cancelsNothingWhenNothingRuns() throws SQLException {
        sql.statement.cancel();
        assertThat(sql.cells("select nextval('a')")).containsExactly(1L);
        sql.statement.close();
        SqlProbe.assertFails("55000", sql.statement::cancel);
    }

    @ParameterizedTest
    @MethodSource("waits")
    void endsAStatementAtItsTimeout(Wait wait) throws SQLException {
        silent(wait.at);
        sql.statement.setQueryTimeout(1);
        assertThatThrownBy(() -> sql.statement.execute(wait.text))
                .isInstanceOfSatisfying(
                        SQLTimeoutException.class,
                        e -> assertThat(e.getSQLState()).isEqualTo("57014"))
                .hasMessageStartingWith("canceling statement due to statement timeout\n  Detail: ");
    }

    @Test
    void obeysTheStatementTimeoutOfTheSession() throws SQLException {
        silent(Next.class);
        sql.statement.execute("set statement_timeout = 1000");
        sql.assertFails("57014", "select nextval('a')")
                .hasMessageStartingWith("canceling statement due to statement timeout");
        sql.statement.execute("set statement_timeout = 0");
        sql.cluster.node(0).script(request -> new Obey());
        assertThat(sql.statement.execute("select nextval('a')")).isTrue();
    }
}
