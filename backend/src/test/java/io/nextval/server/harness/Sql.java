package io.nextval.server.harness;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** One statement over JDBC on a connection of its own. */
public final class Sql {
    private Sql() {}

    /** Runs a statement and drops its result. */
    public static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Runs a statement that must fail, and returns its error. */
    public static SQLException failure(String url, String sql) {
        try {
            execute(url, sql);
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("did not fail: " + sql);
    }

    /** The next value of a sequence. */
    public static long next(String url, String sequence) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT NEXTVAL('" + sequence + "')")) {
            if (!result.next()) {
                throw new SQLException("no row");
            }
            return result.getLong(1);
        }
    }
}
