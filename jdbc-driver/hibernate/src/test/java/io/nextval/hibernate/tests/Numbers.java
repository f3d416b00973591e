package io.nextval.hibernate.tests;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A node in this JVM with a connection that keeps it alive, to look at what the tests did. */
final class Numbers implements AutoCloseable {
    private final String url;
    private final Connection connection;

    private Numbers(String url, Connection connection) {
        this.url = url;
        this.connection = connection;
    }

    static Numbers start(String name) throws SQLException {
        String url = "jdbc:nextval:mem:" + name;
        return new Numbers(url, DriverManager.getConnection(url));
    }

    String url() {
        return url;
    }

    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long one(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    boolean has(String sequence) throws SQLException {
        return one(
                        "SELECT count(*) FROM information_schema.sequences WHERE sequence_name = '"
                                + sequence
                                + "'")
                == 1;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
