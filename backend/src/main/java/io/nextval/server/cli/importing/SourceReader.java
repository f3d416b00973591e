package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads of a source, each on a savepoint: what can not be read becomes a finding, and the reads
 * after it go on in the same transaction. A connection that is lost ends the reading.
 */
final class SourceReader {
    private final Connection connection;
    private final ReadOptions options;
    private final String quote;
    private final List<Finding> findings = new ArrayList<>();

    /** Reads one sequence. */
    interface Read {
        Finding read() throws SQLException;
    }

    /** Takes what it wants of the current row. */
    interface RowTaker {
        void take(ResultSet row) throws SQLException;
    }

    /**
     * A reader.
     *
     * @param quote what the source puts around a name
     */
    SourceReader(Connection connection, ReadOptions options, String quote) {
        this.connection = connection;
        this.options = options;
        this.quote = quote;
    }

    ReadOptions options() {
        return options;
    }

    List<Finding> findings() {
        return findings;
    }

    /** Reads what is wanted; an error is a finding too. */
    void add(String source, String name, Read read) throws SQLException {
        if (!options.wanted().test(name)) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            findings.add(read.read());
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            if (state.startsWith("08") || connection.isClosed()) {
                throw e;
            }
            connection.rollback(before);
            findings.add(new Unreadable(source, name, reason(e)));
        } catch (IllegalArgumentException e) {
            findings.add(new Unreadable(source, name, String.valueOf(e.getMessage())));
        }
    }

    /** All rows of a query with parameters. */
    void query(String sql, RowTaker taker, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    taker.take(rows);
                }
            }
        }
    }

    /** The first column of the first row; null if there is none. */
    @Nullable String first(String sql, String... parameters) throws SQLException {
        String[] found = new String[1];
        query(sql, row -> found[0] = found[0] == null ? row.getString(1) : found[0], parameters);
        return found[0];
    }

    /** A setting of the session. */
    void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The greatest value of a column, or the least one if the sequence counts down. */
    @Nullable BigDecimal extreme(String schema, String table, String column, boolean ascending)
            throws SQLException {
        if (!options.compareColumns()) {
            return null;
        }
        String sql =
                "SELECT "
                        + (ascending ? "MAX(" : "MIN(")
                        + quoted(column)
                        + ") FROM "
                        + quoted(schema)
                        + "."
                        + quoted(table);
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getBigDecimal(1);
        } catch (SQLException e) {
            throw new SQLException(
                    "the column "
                            + schema
                            + "."
                            + table
                            + "."
                            + column
                            + " can not be compared: "
                            + reason(e)
                            + "; grant SELECT on it, or use --no-columns",
                    e.getSQLState(),
                    e);
        }
    }

    String quoted(String name) {
        return quote + name.replace(quote, quote + quote) + quote;
    }

    /** A whole number of a column; the source must have one there. */
    static BigInteger integer(ResultSet row, String column) throws SQLException {
        BigDecimal number = row.getBigDecimal(column);
        if (number == null) {
            throw new SQLException("the source shows no " + column, "42501");
        }
        return number.toBigInteger();
    }

    /** The error in one line. */
    static String reason(SQLException e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
