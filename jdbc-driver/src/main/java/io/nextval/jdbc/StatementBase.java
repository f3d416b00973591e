package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.client.PreparedPlan;
import io.nextval.wire.Notice;
import io.nextval.wire.PlanKind;
import io.nextval.wire.Result;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What statements and prepared statements share: running a plan, and their settings. */
abstract class StatementBase extends UnsupportedStatement {
    static final @Nullable Object[] NO_PARAMETERS = {};

    private final NextvalConnection connection;
    private @Nullable Warnings warnings;
    private @Nullable NextvalResultSet result;
    private long updateCount = -1;
    private long maxRows;
    private int queryTimeoutSeconds;
    private int fetchSize;
    private boolean poolable;
    private boolean closeOnCompletion;
    private volatile boolean closed;

    StatementBase(NextvalConnection connection) {
        this.connection = connection;
    }

    final NextvalConnection connection() {
        return connection;
    }

    final void checkOpen() throws SQLException {
        if (closed) {
            throw Errors.closed("statement");
        }
    }

    /** What the text means. */
    final PreparedPlan prepare(String sql) throws SQLException {
        checkOpen();
        try {
            return connection.client().prepare(connection.getSchema(), sql, timeoutNanos());
        } catch (ClientException e) {
            throw translated(e);
        }
    }

    final NextvalResultSet query(PreparedPlan plan, @Nullable Object[] parameters)
            throws SQLException {
        if (plan.plan().kind() == PlanKind.COMMAND) {
            throw Errors.noRows();
        }
        run(plan, parameters);
        if (result == null) {
            throw Errors.noRows();
        }
        return result;
    }

    final long update(PreparedPlan plan, @Nullable Object[] parameters) throws SQLException {
        if (plan.plan().kind() != PlanKind.COMMAND) {
            throw Errors.unexpectedRows();
        }
        run(plan, parameters);
        return updateCount;
    }

    /** True if the result is rows. */
    final boolean run(PreparedPlan plan, @Nullable Object[] parameters) throws SQLException {
        checkOpen();
        dropResult();
        if (warnings != null) {
            warnings.clear();
        }
        try {
            if (plan.isOneValue()) {
                connection.client();
                long value = plan.sequences().get(0).next(timeoutNanos());
                result = new NextvalResultSet(this, plan.columns(), new OneValue(value));
            } else if (plan.plan().kind() == PlanKind.SEQUENCE) {
                connection.client();
                Rows rows = GrantedRows.draw(plan, parameters, maxRows, timeoutNanos());
                result = new NextvalResultSet(this, plan.columns(), rows);
            } else {
                take(connection.client().execute(plan, Arrays.asList(parameters), timeoutNanos()));
            }
        } catch (ClientException e) {
            throw translated(e);
        }
        warn(plan.plan().notices());
        return result != null;
    }

    private void take(Result answer) {
        if (answer.updateCount() >= 0) {
            updateCount = answer.updateCount();
        } else {
            List<List<@Nullable Object>> rows = answer.rows();
            if (maxRows > 0 && rows.size() > maxRows) {
                rows = rows.subList(0, (int) maxRows);
            }
            result = new NextvalResultSet(this, answer.columns(), new ListedRows(rows));
        }
        warn(answer.notices());
    }

    private void warn(List<Notice> notices) {
        if (notices.isEmpty()) {
            return;
        }
        if (warnings == null) {
            warnings = new Warnings();
        }
        warnings.add(notices);
        connection.warn(notices);
    }

    private long timeoutNanos() {
        long nanos = connection.timeoutNanos();
        return queryTimeoutSeconds == 0
                ? nanos
                : Math.min(nanos, TimeUnit.SECONDS.toNanos(queryTimeoutSeconds));
    }

    private SQLException translated(ClientException e) {
        boolean ours =
                queryTimeoutSeconds > 0
                        && TimeUnit.SECONDS.toNanos(queryTimeoutSeconds)
                                <= connection.timeoutNanos();
        return ours && e.sqlState().equals(ClientException.NO_ANSWER)
                ? Errors.timeout(e, queryTimeoutSeconds)
                : Errors.of(e);
    }

    private void dropResult() {
        NextvalResultSet old = result;
        result = null;
        updateCount = -1;
        if (old != null) {
            old.markClosed();
        }
    }

    void resultClosed() {
        if (closeOnCompletion) {
            closed = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        dropResult();
    }

    @Override
    public boolean isClosed() {
        return closed || connection.isClosed();
    }

    @Override
    public Connection getConnection() throws SQLException {
        checkOpen();
        return connection;
    }

    @Override
    public @Nullable ResultSet getResultSet() throws SQLException {
        checkOpen();
        return result;
    }

    @Override
    public int getUpdateCount() throws SQLException {
        checkOpen();
        return (int) Math.min(updateCount, Integer.MAX_VALUE);
    }

    @Override
    public long getLargeUpdateCount() throws SQLException {
        checkOpen();
        return updateCount;
    }

    @Override
    public boolean getMoreResults() throws SQLException {
        checkOpen();
        dropResult();
        return false;
    }

    @Override
    public boolean getMoreResults(int current) throws SQLException {
        return getMoreResults();
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings == null ? null : warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings = null;
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

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return type.isInstance(this);
    }

    private static long notNegative(long value, String what) throws SQLException {
        if (value < 0) {
            throw Errors.badArgument("a " + what + " of " + value + " is negative");
        }
        return value;
    }
}
