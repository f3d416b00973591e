package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;

/**
 * Undoes a statement that gave one number to several rows: it runs in a transaction of its own, or
 * behind a savepoint of the application's.
 */
final class RowGuard {
    /** Runs the statement. */
    interface Action {
        @Nullable Object run() throws Throwable;
    }

    private final Connection connection;
    private final Statement statement;
    private long rows;

    RowGuard(Connection connection, Statement statement) {
        this.connection = connection;
        this.statement = statement;
    }

    /** How many rows the statement changed. */
    long rows() {
        return rows;
    }

    @Nullable Object run(NumberedText text, Action action) throws Throwable {
        boolean alone = connection.getAutoCommit();
        Savepoint before = null;
        if (alone) {
            connection.setAutoCommit(false);
        } else {
            before = connection.setSavepoint();
        }
        boolean done = false;
        try {
            Object result = action.run();
            rows = most(statement, result);
            if (rows < 0 || rows > 1) {
                throw RoutingErrors.severalRows(text.firstSequence(), rows);
            }
            done = true;
            return result;
        } finally {
            end(alone, before, done);
        }
    }

    private void end(boolean alone, @Nullable Savepoint before, boolean done) throws SQLException {
        if (alone) {
            try {
                if (done) {
                    connection.commit();
                } else {
                    connection.rollback();
                }
            } finally {
                connection.setAutoCommit(true);
            }
        } else if (!done) {
            connection.rollback(before);
        }
    }

    /** Whether a statement, or one of a batch, changed several rows, or does not say how many. */
    static boolean isOfSeveralRows(Statement statement, @Nullable Object result)
            throws SQLException {
        if (result instanceof ResultSet || Boolean.TRUE.equals(result)) {
            return false;
        }
        long most = most(statement, result);
        return most < 0 || most > 1;
    }

    /** The most rows that one statement of a batch changed; -1 if it can not be known. */
    private static long most(Statement statement, @Nullable Object result) throws SQLException {
        if (result instanceof Number count) {
            return count.longValue();
        }
        long most = 0;
        if (result instanceof int[] counts) {
            for (int count : counts) {
                most = count < 0 || most < 0 ? -1 : Math.max(most, count);
            }
            return most;
        }
        if (result instanceof long[] counts) {
            for (long count : counts) {
                most = count < 0 || most < 0 ? -1 : Math.max(most, count);
            }
            return most;
        }
        return Boolean.FALSE.equals(result) ? statement.getUpdateCount() : -1;
    }
}
