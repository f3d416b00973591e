package io.nextval.server.cli;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** One JDBC connection whose statements come as text and whose results are printed. */
final class SqlSession implements AutoCloseable {
    private final Streams streams;
    private final Connection connection;

    SqlSession(Streams streams, String url) throws SQLException {
        this.streams = streams;
        this.connection = DriverManager.getConnection(url);
    }

    /** Runs one statement and prints what it gives. */
    void run(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(sql);
            printWarnings(statement.getWarnings());
            PrintWriter out = streams.out();
            if (!rows) {
                out.println(CommandTag.of(sql));
                return;
            }
            try (ResultSet result = statement.getResultSet()) {
                new ResultTable(out).print(result);
            }
        }
    }

    /** Runs statements up to the end of the input; the first that fails ends it. */
    void runAll(StatementReader statements) throws SQLException, IOException {
        for (String sql = statements.next(); sql != null; sql = statements.next()) {
            run(sql);
        }
    }

    /** Reads statements from a person until exit or the end of the input; errors are printed. */
    void prompt() throws IOException {
        StatementReader statements = new StatementReader(streams.in());
        while (true) {
            streams.out().print(statements.inStatement() ? "nextval-> " : "nextval=> ");
            streams.out().flush();
            String line = streams.in().readLine();
            if (line == null) {
                streams.out().println();
                return;
            }
            if (!statements.inStatement() && isExit(line)) {
                return;
            }
            statements.add(line);
            for (String sql = statements.poll(); sql != null; sql = statements.poll()) {
                runOrPrintError(sql);
            }
        }
    }

    private void runOrPrintError(String sql) {
        try {
            run(sql);
        } catch (SQLException e) {
            streams.err().println(SqlErrors.describe(e));
        }
    }

    private static boolean isExit(String line) {
        String word = line.strip().replaceFirst(";$", "");
        return word.equalsIgnoreCase("exit") || word.equalsIgnoreCase("quit") || word.equals("\\q");
    }

    private void printWarnings(@Nullable SQLWarning first) {
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            streams.err().println(SqlErrors.describe(warning));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
