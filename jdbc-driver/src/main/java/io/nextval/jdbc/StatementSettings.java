package io.nextval.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/** How a statement is to run, as its caller sets it, and whether it is closed. */
abstract class StatementSettings extends UnsupportedStatement {
    private long maxRows;
    private int queryTimeoutSeconds;
    private int fetchSize;
    private boolean poolable;
    private boolean closeOnCompletion;
    private volatile boolean closed;

    final void checkOpen() throws SQLException {
        if (closed) {
            throw Errors.closed("statement");
        }
    }

    final void markClosed() {
        closed = true;
    }

    final boolean isMarkedClosed() {
        return closed;
    }

    final boolean isToCloseOnCompletion() {
        return closeOnCompletion;
    }

    /** Most rows of a result; 0 for no limit. */
    final long maxRows() {
        return maxRows;
    }

    /** Longest time of an execution; 0 for no limit. */
    final int queryTimeoutSeconds() {
        return queryTimeoutSeconds;
    }

    /** Rows beyond the limit are not drawn, so no numbers are lost by it. */
    @Override
    public void setLargeMaxRows(long max) throws SQLException {
        checkOpen();
        maxRows = notNegative(max, "row limit");
    }

    @Override
    public void setMaxRows(int max) throws SQLException {
        setLargeMaxRows(max);
    }

    @Override
    public long getLargeMaxRows() throws SQLException {
        checkOpen();
        return maxRows;
    }

    @Override
    public int getMaxRows() throws SQLException {
        return (int) Math.min(getLargeMaxRows(), Integer.MAX_VALUE);
    }

    @Override
    public void setQueryTimeout(int seconds) throws SQLException {
        checkOpen();
        queryTimeoutSeconds = (int) notNegative(seconds, "query timeout");
    }

    @Override
    public int getQueryTimeout() throws SQLException {
        checkOpen();
        return queryTimeoutSeconds;
    }

    @Override
    public void setFetchSize(int rows) throws SQLException {
        checkOpen();
        fetchSize = (int) notNegative(rows, "fetch size");
    }

    @Override
    public int getFetchSize() throws SQLException {
        checkOpen();
        return fetchSize;
    }

    @Override
    public void setFetchDirection(int direction) throws SQLException {
        checkOpen();
        if (direction != ResultSet.FETCH_FORWARD && direction != ResultSet.FETCH_UNKNOWN) {
            throw Errors.unsupported("a fetch direction other than forward");
        }
    }

    @Override
    public int getFetchDirection() throws SQLException {
        checkOpen();
        return ResultSet.FETCH_FORWARD;
    }

    @Override
    public void setMaxFieldSize(int max) throws SQLException {
        checkOpen();
        long unused = notNegative(max, "field size");
    }

    @Override
    public int getMaxFieldSize() throws SQLException {
        checkOpen();
        return 0;
    }

    @Override
    public void setEscapeProcessing(boolean on) throws SQLException {
        checkOpen();
    }

    @Override
    public int getResultSetConcurrency() throws SQLException {
        checkOpen();
        return ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public int getResultSetType() throws SQLException {
        checkOpen();
        return ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public int getResultSetHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public void clearBatch() throws SQLException {
        checkOpen();
    }

    @Override
    public void setPoolable(boolean on) throws SQLException {
        checkOpen();
        poolable = on;
    }

    @Override
    public boolean isPoolable() throws SQLException {
        checkOpen();
        return poolable;
    }

    @Override
    public void closeOnCompletion() throws SQLException {
        checkOpen();
        closeOnCompletion = true;
    }

    @Override
    public boolean isCloseOnCompletion() throws SQLException {
        checkOpen();
        return closeOnCompletion;
    }

    private static long notNegative(long value, String what) throws SQLException {
        if (value < 0) {
            throw Errors.badArgument("a " + what + " of " + value + " is negative");
        }
        return value;
    }
}
