package io.nextval.compatibility;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

/** Single statements for tests that are about something else. */
final class Sql {
    private Sql() {}

    static void execute(DataSource source, String sql) throws SQLException {
        try (Connection connection = source.getConnection()) {
            execute(connection, sql);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    static long next(DataSource source, String sequence) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return next(connection, sequence);
        }
    }

    static long next(Connection connection, String sequence) throws SQLException {
        return numbers(connection, "SELECT NEXTVAL('" + sequence + "')").get(0);
    }

    static List<Long> numbers(Connection connection, String sql) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }
}
