package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** The cluster: reads, makes and moves on the sequences of one schema. */
final class TargetCluster {
    private static final BigInteger LEAST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger GREATEST = BigInteger.valueOf(Long.MAX_VALUE);

    private final Connection connection;
    private final String schema;

    /** The sequences of the connection's schema. */
    TargetCluster(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT current_schema()")) {
            row.next();
            schema = row.getString(1);
        }
    }

    String schema() {
        return schema;
    }

    /** Where a sequence is; null if there is none. */
    @Nullable Place place(String name) throws SQLException {
        String definition =
                "SELECT increment, min_value, max_value, cycle, strictness, cache"
                        + " FROM nextval.sequences WHERE schema = ? AND name = ?";
        try (PreparedStatement statement = connection.prepareStatement(definition)) {
            statement.setString(1, schema);
            statement.setString(2, name);
            try (ResultSet row = statement.executeQuery();
                    Statement position = connection.createStatement()) {
                if (!row.next()) {
                    return null;
                }
                try (ResultSet value =
                        position.executeQuery(
                                "SELECT last_value, is_called FROM " + quoted(name))) {
                    value.next();
                    return new Place(
                            row.getLong("increment"),
                            row.getLong("min_value"),
                            row.getLong("max_value"),
                            row.getBoolean("cycle"),
                            "cached".equals(row.getString("strictness")),
                            row.getLong("cache"),
                            value.getLong("last_value"),
                            value.getBoolean("is_called"));
                }
            }
        }
    }

    /**
     * Makes a sequence as it is there, beginning at a value. Bounds that 64 bits do not hold are
     * those of 64 bits.
     *
     * @param cache of how many values drivers may reserve blocks; 1 for none
     */
    void create(SourceSequence sequence, BigInteger start, int cache) throws SQLException {
        execute(
                "CREATE SEQUENCE "
                        + quoted(sequence.name())
                        + " AS "
                        + sequence.type()
                        + " INCREMENT BY "
                        + sequence.increment()
                        + " MINVALUE "
                        + sequence.minimum().max(LEAST)
                        + " MAXVALUE "
                        + sequence.maximum().min(GREATEST)
                        + " START WITH "
                        + start
                        + (sequence.cycle() ? " CYCLE" : "")
                        + (cache > 1 ? " CACHE " + cache : ""));
    }

    /** Draws so many values in one step, all or none, and hands them to nobody. */
    void skip(String name, long count) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT nextval(?) FROM generate_series(1, ?)")) {
            statement.setString(1, quoted(name));
            statement.setLong(2, count);
            statement.executeQuery().close();
        }
    }

    /** When it returns, no driver serves from a block that it reserved before. */
    void endBlocks(String name, long cache) throws SQLException {
        execute("ALTER SEQUENCE " + quoted(name) + " CACHE " + cache);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private String quoted(String name) {
        return quote(schema) + "." + quote(name);
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
