package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedCluster;

import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One connection to a scripted node, and what tests ask of it. */
final class SqlProbe implements AutoCloseable {
    final ScriptedCluster cluster = new ScriptedCluster(1);
    final Connection connection;
    final Statement statement;

    SqlProbe() {
        cluster.create("a", Long.MAX_VALUE);
        cluster.create("b", Long.MAX_VALUE);
        try {
            connection = DriverManager.getConnection(cluster.url());
            statement = connection.createStatement();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        cluster.close();
    }

    /** All cells of a query, row by row. */
    List<@Nullable Object> cells(String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return cells(rows);
        }
    }

    /** All cells of a query with these parameters. */
    List<@Nullable Object> cells(PreparedStatement prepared, @Nullable Object... parameters)
            throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            prepared.setObject(i + 1, parameters[i]);
        }
        try (ResultSet rows = prepared.executeQuery()) {
            return cells(rows);
        }
    }

    /** The SQLSTATEs and texts of the warnings that the statement leaves. */
    List<String> warnings(String sql) throws SQLException {
        statement.execute(sql);
        List<String> texts = new ArrayList<>();
        for (SQLWarning warning = statement.getWarnings();
                warning != null;
                warning = warning.getNextWarning()) {
            texts.add(warning.getSQLState() + " " + warning.getMessage());
        }
        return texts;
    }

    AbstractThrowableAssert<?, ? extends Throwable> assertFails(String sqlState, String sql) {
        return assertFails(sqlState, () -> statement.execute(sql));
    }

    static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            String sqlState, ThrowingCallable call) {
        return assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        SQLException.class,
                        e -> Assertions.assertThat(e.getSQLState()).isEqualTo(sqlState));
    }

    private static List<@Nullable Object> cells(ResultSet rows) throws SQLException {
        List<@Nullable Object> cells = new ArrayList<>();
        while (rows.next()) {
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                cells.add(rows.getObject(i));
            }
        }
        return cells;
    }
}
