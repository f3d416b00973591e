package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.CommandLimits;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.Answer;
import io.nextval.server.state.Slots;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Statements that take something from drivers return when no block is good any more. */
@Timeout(120)
class HeldStatementsIT {
    private static final long VALID_MILLIS = 1_500;

    /** Longer than others need to be served, on any machine. */
    private static final long LONG_MILLIS = 6_000;

    /** A stamp and a clock may each be cut off by a millisecond. */
    private static final long HELD_MILLIS = VALID_MILLIS + VALID_MILLIS / 100 + 50 - 2;

    @TempDir private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER SEQUENCE app.a RESTART",
                "ALTER SEQUENCE app.a NO CACHE",
                "SELECT setval('app.a', 5)",
                "DROP SEQUENCE app.a",
                "DROP SEQUENCE app.a, app.b",
                "REVOKE USAGE ON SEQUENCE app.b, app.a FROM PUBLIC",
                "REVOKE USAGE ON ALL SEQUENCES IN SCHEMA app FROM PUBLIC",
                "DROP SCHEMA app CASCADE"
            })
    void returnsWhenTheBlockIsOver(String sql) throws Exception {
        try (LiveNode node = new LiveNode(folder);
                Connection connection = node.connect("held");
                Statement statement = connection.createStatement()) {
            prepare(statement);
            long before = System.nanoTime();
            reserve(node, VALID_MILLIS);
            statement.execute(sql);

            assertThat(millisSince(before)).isGreaterThanOrEqualTo(HELD_MILLIS);
        }
    }

    @Test
    void servesOthersMeanwhile() throws Exception {
        try (LiveNode node = new LiveNode(folder);
                Connection connection = node.connect("held");
                Connection other = node.connect("other");
                Statement statement = connection.createStatement();
                Statement others = other.createStatement()) {
            prepare(statement);
            reserve(node, LONG_MILLIS);
            long before = System.nanoTime();
            CompletableFuture<Void> held =
                    CompletableFuture.runAsync(() -> run(statement, "ALTER SEQUENCE app.a CYCLE"));
            while (millisSince(before) < 300) {
                try (ResultSet row = others.executeQuery("SELECT nextval('strict')")) {
                    assertThat(row.next()).isTrue();
                }
            }
            assertThat(held.isDone()).isFalse();
            held.get(60, TimeUnit.SECONDS);
        }
    }

    @Test
    void returnsAtOnceWhatTakesNothingAway() throws Exception {
        try (LiveNode node = new LiveNode(folder);
                Connection connection = node.connect("held");
                Statement statement = connection.createStatement()) {
            prepare(statement);
            long before = System.nanoTime();
            reserve(node, CommandLimits.BLOCK_VALIDITY_MILLIS_MAX);
            statement.execute("COMMENT ON SEQUENCE app.a IS 'of orders'");
            statement.execute("GRANT USAGE ON SEQUENCE app.a, app.b TO PUBLIC");
            statement.execute("ALTER SEQUENCE strict RESTART");
            assertThat(millisSince(before)).isLessThan(CommandLimits.BLOCK_VALIDITY_MILLIS_MAX);
        }
    }

    private static void prepare(Statement statement) throws SQLException {
        statement.execute("CREATE SCHEMA app");
        statement.execute("CREATE SEQUENCE app.a CACHE 50");
        statement.execute("CREATE SEQUENCE app.b CACHE 50");
        statement.execute("CREATE SEQUENCE strict");
    }

    private static void run(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void reserve(LiveNode node, long validMillis) throws Exception {
        GroupMember member = member(node, "app", "a");
        Answer registered =
                member.order(new Command.RegisterClient(UUID.randomUUID()))
                        .get(30, TimeUnit.SECONDS);
        long registration = ((Answer.Registered) registered).registration();
        Command reserve =
                new Command.Reserve(new Ticket(registration, 1, 1), "app", "a", 100, validMillis);
        Answer answer = member.order(reserve).get(30, TimeUnit.SECONDS);
        assertThat(answer).isInstanceOf(Answer.Reserved.class);
        assertThat(((Answer.Reserved) answer).validMillis()).isEqualTo(validMillis);
    }

    private static GroupMember member(LiveNode node, String schema, String name) {
        int slot = Slots.of(schema, name);
        for (SlotRun run : node.view().topology().slots()) {
            GroupMember member = node.view().member(run.group());
            if (run.firstSlot() <= slot && slot <= run.lastSlot() && member != null) {
                return member;
            }
        }
        throw new IllegalStateException("no group for slot " + slot);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }
}
