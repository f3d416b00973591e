package io.nextval.server.cli.console;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One JDBC connection whose statements come as text and whose results are printed. One thread at a
 * time runs statements; {@link #cancel} and {@link #abandon} may come from another.
 */
public final class SqlSession implements AutoCloseable {
    private static final String CANCELLED = "canceling statement due to user request";

    private final Target target;
    private final Output output;
    private final Display display;
    private volatile @Nullable Connection connection;
    private volatile Run current = new Run();

    /** What is being run between two resets: statements, or pauses between them. */
    private static final class Run {
        final CountDownLatch cancelled = new CountDownLatch(1);
        volatile boolean abandoned;
        volatile @Nullable Statement statement;

        boolean isCancelled() {
            return cancelled.getCount() == 0;
        }
    }

    private SqlSession(Target target, Output output, Display display) {
        this.target = target;
        this.output = output;
        this.display = display;
    }

    /** Connects; an SQLException says why that failed. */
    public static SqlSession open(Target target, Output output, Display display)
            throws SQLException {
        SqlSession session = new SqlSession(target, output, display);
        session.connection();
        return session;
    }

    /** What has to be done before anything is printed. */
    public void beforePrinting(Runnable action) {
        output.beforePrinting(action);
    }

    Target target() {
        return target;
    }

    Output output() {
        return output;
    }

    Display display() {
        return display;
    }

    /** The connection; a new one if the last was given up. */
    Connection connection() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = target.connect();
            connection = open;
        }
        return open;
    }

    /** Runs one statement and prints what it gives; false if that is an error. */
    boolean run(String sql) {
        return run(sql, List.of(), "", "");
    }

    /**
     * Runs one statement and prints what it gives.
     *
     * @param parameters values of its question marks
     * @param title printed above a table, may be empty; a statement with one is the console's own,
     *     and is not shown when it fails
     * @param where printed before an error, may be empty
     * @return false if it gave an error
     */
    boolean run(String sql, List<String> parameters, String title, String where) {
        Run run = current;
        long started = System.nanoTime();
        boolean done = true;
        try {
            execute(run, sql, parameters, title);
        } catch (SQLException e) {
            done = false;
            if (!run.abandoned) {
                String shown = title.isEmpty() ? sql : null;
                output.printError(where + SqlErrors.describe(e, shown));
            }
        }
        if (display.timing() && !run.abandoned) {
            double millis = (System.nanoTime() - started) / 1e6;
            output.out().println(String.format(Locale.ROOT, "Time: %.3f ms", millis));
        }
        output.flush();
        return done;
    }

    private void execute(Run run, String sql, List<String> parameters, String title)
            throws SQLException {
        Connection own = connection();
        if (parameters.isEmpty()) {
            try (Statement statement = own.createStatement()) {
                run.statement = statement;
                checkNotCancelled(run);
                print(run, statement, statement.execute(sql), CommandTag.of(sql), title);
            }
        } else {
            try (var statement = own.prepareStatement(sql)) {
                run.statement = statement;
                for (int i = 0; i < parameters.size(); i++) {
                    statement.setString(i + 1, parameters.get(i));
                }
                checkNotCancelled(run);
                print(run, statement, statement.execute(), CommandTag.of(sql), title);
            }
        }
        run.statement = null;
    }

    private void print(Run run, Statement statement, boolean rows, String tag, String title)
            throws SQLException {
        checkNotCancelled(run);
        SQLWarning warning = statement.getWarnings();
        for (; warning != null; warning = warning.getNextWarning()) {
            output.printError(SqlErrors.describe(warning));
        }
        PrintWriter out = output.results();
        if (!rows) {
            if (!display.quiet() && display.format() == OutputFormat.TABLE) {
                out.println(tag);
            }
            return;
        }
        if (!title.isEmpty() && display.format() == OutputFormat.TABLE) {
            out.println(title);
        }
        try (ResultSet result = statement.getResultSet();
                PrintWriter stoppable =
                        new PrintWriter(new StoppableWriter(out, run::isCancelled))) {
            ResultPrinter.of(display, stoppable).print(result);
        } catch (StoppableWriter.StoppedException e) {
            throw new SQLException(CANCELLED, "57014", e);
        }
    }

    private static void checkNotCancelled(Run run) throws SQLException {
        if (run.isCancelled()) {
            throw new SQLException(CANCELLED, "57014");
        }
    }

    /** Forgets that something was cancelled; before anything is run for a person. */
    void reset() {
        current = new Run();
    }

    /** Ends what is running, as far as the driver can. Any thread; returns at once. */
    void cancel() {
        Run run = current;
        run.cancelled.countDown();
        Statement statement = run.statement;
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException e) {
                // A driver that can not cancel: the caller waits for the end, or abandons it.
            }
        }
    }

    /** True if it was cancelled within this time. */
    boolean awaitCancel(long millis) throws InterruptedException {
        return current.cancelled.await(millis, TimeUnit.MILLISECONDS);
    }

    boolean isCancelled() {
        return current.isCancelled();
    }

    /**
     * Leaves a statement that does not answer to itself, together with its connection: it prints
     * nothing any more, and the next statement gets a new connection.
     */
    void abandon() {
        current.abandoned = true;
        current.cancelled.countDown();
        Connection left = connection;
        connection = null;
        if (left != null) {
            Thread closer = new Thread(() -> closeQuietly(left), "nextval-sql-close");
            closer.setDaemon(true);
            closer.start();
        }
    }

    private static void closeQuietly(Connection left) {
        try {
            left.close();
        } catch (SQLException e) {
            // Nobody waits for it any more.
        }
    }

    @Override
    public void close() throws SQLException {
        output.close();
        Connection open = connection;
        if (open != null) {
            open.close();
        }
    }
}
