package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;

/** How a statement is to run, as its caller sets it, and whether it is closed. */
abstract class StatementSettings extends UnsupportedStatement {
    private static final int NAME_CHARS_MAX = 63;
    private static final Pattern SIMPLE = Pattern.compile("[a-z_][a-z0-9_$]{0,62}");

    private long maxRows;
    private int queryTimeoutSeconds;
    private int fetchSize;
    private boolean poolable = this instanceof PreparedStatement;
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

    final int fetchSize() {
        return fetchSize;
    }

    static void checkKeys(int generatedKeys) throws SQLException {
        if (generatedKeys != RETURN_GENERATED_KEYS && generatedKeys != NO_GENERATED_KEYS) {
            throw Errors.badArgument("there is no such choice of generated keys: " + generatedKeys);
        }
    }

    static void checkDirection(int direction) throws SQLException {
        if (direction != ResultSet.FETCH_FORWARD
                && direction != ResultSet.FETCH_REVERSE
                && direction != ResultSet.FETCH_UNKNOWN) {
            throw Errors.badArgument("there is no fetch direction " + direction);
        }
        if (direction == ResultSet.FETCH_REVERSE) {
            throw Errors.unsupported("a fetch direction other than forward");
        }
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
        checkDirection(direction);
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

    static long notNegative(long value, String what) throws SQLException {
        if (value < 0) {
            throw Errors.badArgument("a " + what + " of " + value + " is negative");
        }
        return value;
    }

    @Override
    public String enquoteLiteral(@Nullable String text) throws SQLException {
        if (text == null) {
            throw Errors.missing("the literal");
        }
        return '\'' + text.replace("'", "''") + '\'';
    }

    @Override
    public String enquoteNCharLiteral(@Nullable String text) throws SQLException {
        return enquoteLiteral(text);
    }

    /** A lower case name stays as it is; all others are quoted. */
    @Override
    public String enquoteIdentifier(@Nullable String name, boolean always) throws SQLException {
        if (name == null || name.isEmpty() || name.length() > NAME_CHARS_MAX) {
            throw Errors.badArgument("a name has 1 to " + NAME_CHARS_MAX + " characters");
        }
        return !always && isSimpleIdentifier(name) ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Whether the name means the same with quotes and without. */
    @Override
    public boolean isSimpleIdentifier(@Nullable String name) throws SQLException {
        return name != null && SIMPLE.matcher(name).matches();
    }
}
