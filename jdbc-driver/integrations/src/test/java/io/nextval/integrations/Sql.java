package io.nextval.integrations;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Statements without a framework. */
public final class Sql {
    private Sql() {}

    /** Executes statements at a URL. */
    public static void execute(String url, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The first column of a query's rows, as whole numbers. */
    public static List<Long> numbers(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return numbers(connection, query);
        }
    }

    /** The first column of a query's rows, as whole numbers. */
    public static List<Long> numbers(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            List<Long> numbers = new ArrayList<>();
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
            return numbers;
        }
    }
}
