package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.Compile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A text that is executed again and again is compiled once by a client, and parsed once at all. */
@Timeout(120)
class StatementCacheIT {
    private static final int CLIENTS = 3;
    private static final int CONNECTIONS = 3;
    private static final int EXECUTIONS = 500;

    @TempDir Path folder;

    @Test
    void parsesATextOnceForThousandsOfExecutionsOverSeveralConnections() throws SQLException {
        try (LiveNode node = new LiveNode(folder)) {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < CLIENTS * CONNECTIONS; i++) {
                connections.add(node.connect("app" + i % CLIENTS));
            }
            execute(connections.get(0), "CREATE SEQUENCE hot");
            long parses = node.parses();
            long compiles = node.asked(Compile.class);
            Set<Long> drawn = new HashSet<>();
            for (Connection connection : connections) {
                drawn.addAll(drawPrepared(connection));
                drawn.addAll(drawAnew(connection));
            }
            assertThat(drawn).hasSize(CLIENTS * CONNECTIONS * EXECUTIONS * 2);
            assertThat(node.parses() - parses).as("texts that were parsed").isEqualTo(2);
            assertThat(node.asked(Compile.class) - compiles)
                    .as("texts that were compiled")
                    .isEqualTo(2 * CLIENTS);
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    @Test
    void compilesATextWithAParameterAsNameOnceForEachName() throws SQLException {
        try (LiveNode node = new LiveNode(folder);
                Connection connection = node.connect("app")) {
            execute(connection, "CREATE SEQUENCE a");
            execute(connection, "CREATE SEQUENCE b");
            long parses = node.parses();
            long compiles = node.asked(Compile.class);
            try (PreparedStatement next = connection.prepareStatement("SELECT nextval(?)")) {
                for (int i = 1; i <= EXECUTIONS; i++) {
                    next.setString(1, "a");
                    assertThat(value(next.executeQuery())).isEqualTo(i);
                    next.setString(1, "b");
                    assertThat(value(next.executeQuery())).isEqualTo(i);
                }
            }
            assertThat(node.parses() - parses).as("texts that were parsed").isEqualTo(1);
            assertThat(node.asked(Compile.class) - compiles)
                    .as("the text alone, then with each name")
                    .isEqualTo(3);
        }
    }

    private static List<Long> drawPrepared(Connection connection) throws SQLException {
        List<Long> drawn = new ArrayList<>();
        try (PreparedStatement next = connection.prepareStatement("SELECT NEXT VALUE FOR hot")) {
            for (int i = 0; i < EXECUTIONS; i++) {
                drawn.add(value(next.executeQuery()));
            }
        }
        return drawn;
    }

    private static List<Long> drawAnew(Connection connection) throws SQLException {
        List<Long> drawn = new ArrayList<>();
        for (int i = 0; i < EXECUTIONS; i++) {
            try (Statement statement = connection.createStatement()) {
                drawn.add(value(statement.executeQuery("SELECT nextval('hot')")));
            }
        }
        return drawn;
    }

    private static long value(ResultSet rows) throws SQLException {
        try (rows) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
