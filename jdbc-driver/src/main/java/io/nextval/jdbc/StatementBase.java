package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.client.PreparedProgram;
import io.nextval.wire.NameArgument;
import io.nextval.wire.Notice;
import io.nextval.wire.Result;
import io.nextval.wire.Retry;
import io.nextval.wire.SequenceRef;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What statements and prepared statements share: running a program. */
abstract class StatementBase extends StatementSettings {
    static final @Nullable Object[] NO_PARAMETERS = {};

    private static final String DROP_SCHEMA = "DROP SCHEMA";

    private final NextvalConnection connection;
    final Deadline deadline = new Deadline();
    @Nullable Warnings warnings;
    @Nullable NextvalResultSet result;
    long updateCount = -1;

    StatementBase(NextvalConnection connection) {
        this.connection = connection;
    }

    final NextvalConnection connection() {
        return connection;
    }

    /** What the text means, with these names of sequences in place of their parameters. */
    final PreparedProgram compile(String sql, List<NameArgument> names) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw Errors.missing("the SQL text");
        }
        String schema = connection.session().schema();
        deadline.start(timeoutNanos());
        try {
            return connection.client().compile(schema, sql, names, deadline);
        } catch (ClientException e) {
            throw translated(NamePositions.placed(e, schema, sql, names));
        } finally {
            deadline.end();
        }
    }

    final NextvalResultSet query(PreparedProgram program, @Nullable Object[] parameters)
            throws SQLException {
        if (!program.givesRows()) {
            throw Errors.noRows();
        }
        run(program, parameters);
        if (result == null) {
            throw Errors.noRows();
        }
        return result;
    }

    final long update(PreparedProgram program, @Nullable Object[] parameters) throws SQLException {
        if (program.givesRows()) {
            throw Errors.unexpectedRows();
        }
        run(program, parameters);
        return updateCount;
    }

    /** True if the result is rows. */
    final boolean run(PreparedProgram program, @Nullable Object[] parameters) throws SQLException {
        checkOpen();
        dropResult();
        if (warnings != null) {
            warnings.clear();
        }
        if (parameters.length < program.program().parameterTypes().size()) {
            throw Errors.noParameter(parameters.length + 1);
        }
        deadline.start(timeoutNanos());
        try {
            if (program.shape() == PreparedProgram.Shape.ONE_VALUE) {
                runOneValue(program);
            } else {
                switch (program.program().kind()) {
                    case ROWS -> runRows(program, parameters);
                    case SESSION -> runActions(program);
                    case COMMAND -> runCommand(program, parameters);
                    case QUERY -> take(execute(program, parameters));
                }
            }
        } catch (ClientException e) {
            throw translated(NamePositions.placed(e, program));
        } finally {
            deadline.end();
        }
        warn(program.program().notices());
        return result != null;
    }

    private void runOneValue(PreparedProgram program) throws SQLException, ClientException {
        connection.client();
        Session session = connection.session();
        checkMayWrite(session, program);
        long value = program.sequences().get(0).next(deadline);
        session.numbers().drew(program, value);
        result = new NextvalResultSet(this, program.columns(), new OneValue(value));
    }

    private void runRows(PreparedProgram program, @Nullable Object[] parameters)
            throws SQLException, ClientException {
        Session session = connection.session();
        Evaluation rows = new Evaluation(connection.client(), session, program, parameters);
        checkMayWrite(session, program);
        if (program.shape() == PreparedProgram.Shape.GRANTS) {
            Rows granted = GrantedRows.draw(rows, maxRows(), deadline);
            result = new NextvalResultSet(this, rows.columns(), granted);
        } else {
            SteppedRows steps = new SteppedRows(rows, maxRows());
            steps.load(fetchSize(), deadline);
            result = new NextvalResultSet(this, rows.columns(), steps);
        }
    }

    /** Makes the next rows of a result of this statement. */
    final void load(SteppedRows rows, int fetchSize) throws SQLException {
        connection.client();
        deadline.start(timeoutNanos());
        try {
            rows.load(fetchSize, deadline);
        } catch (ClientException e) {
            throw translated(e);
        } finally {
            deadline.end();
        }
    }

    private void runActions(PreparedProgram program) throws SQLException {
        connection.client();
        warn(
                SessionActions.run(
                        connection.session(),
                        program.program().actions(),
                        connection.getAutoCommit()));
        updateCount = 0;
    }

    private void runCommand(PreparedProgram program, @Nullable Object[] parameters)
            throws SQLException, ClientException {
        Session session = connection.session();
        String tag = program.program().tag();
        if (session.readOnly()) {
            throw Errors.readOnly(tag);
        }
        Result answer = execute(program, parameters);
        for (SequenceRef dropped : program.program().sequences()) {
            session.numbers().forget(dropped);
        }
        if (tag.equals(DROP_SCHEMA)) {
            session.numbers().doubtAll();
        }
        if (session.inBlock()) {
            String text = tag + " takes effect at once and is not undone by ROLLBACK";
            warn(List.of(new Notice("01000", text)));
        }
        take(answer);
    }

    private Result execute(PreparedProgram program, @Nullable Object[] parameters)
            throws SQLException, ClientException {
        return connection.client().execute(program, Arrays.asList(parameters), deadline);
    }

    static void checkMayWrite(Session session, PreparedProgram program) throws SQLException {
        String write = program.firstWrite();
        if (write != null && session.readOnly()) {
            throw Errors.readOnly(write);
        }
    }

    private void take(Result answer) {
        if (answer.updateCount() >= 0) {
            updateCount = answer.updateCount();
        } else {
            List<List<@Nullable Object>> rows = answer.rows();
            if (maxRows() > 0 && rows.size() > maxRows()) {
                rows = rows.subList(0, (int) maxRows());
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

    final long timeoutNanos() {
        long own = ownTimeoutNanos();
        return own == 0 ? connection.timeoutNanos() : Math.min(own, connection.timeoutNanos());
    }

    /** What the caller allows, by the statement's or the session's timeout; 0 for no limit. */
    private long ownTimeoutNanos() {
        long session = connection.session().statementTimeoutNanos();
        if (queryTimeoutSeconds() == 0) {
            return session;
        }
        long query = TimeUnit.SECONDS.toNanos(queryTimeoutSeconds());
        return session == 0 ? query : Math.min(session, query);
    }

    final SQLException translated(ClientException e) {
        SQLException error = errorOf(e);
        String state = String.valueOf(error.getSQLState());
        if (state.startsWith("08") && !connection.isClosed()) {
            failed(error);
        }
        return error;
    }

    /** The connection is of no use any more. */
    void failed(SQLException error) {
        connection.owner().failed(error);
    }

    private SQLException errorOf(ClientException e) {
        if (e.retry() != Retry.NEVER) {
            if (deadline.isCancelled()) {
                return connection.isClosed() ? Errors.aborted(e) : Errors.cancelled(e);
            }
            long own = ownTimeoutNanos();
            if (own > 0 && own <= connection.timeoutNanos() && deadline.isOver()) {
                return Errors.timeout(e);
            }
        }
        return e.sqlState().equals(ClientException.NO_ANSWER) && !connection.isConnected()
                ? Errors.lost(e)
                : Errors.of(e);
    }

    /**
     * Stops the statement that another thread executes, which then fails with 57014; without one
     * there is no effect. The outcome of what was on its way to a server is unknown: a number may
     * be lost, and a command may have been executed. Statements of other connections are not
     * affected.
     */
    @Override
    public void cancel() throws SQLException {
        checkOpen();
        stop();
    }

    void stop() {
        deadline.cancel();
    }

    /** The connection was closed or aborted; a thread that executes goes on or is stopped. */
    final void connectionClosed(boolean aborted) {
        if (aborted) {
            stop();
        }
        NextvalResultSet open = result;
        if (open != null) {
            open.markClosed();
        }
    }

    /** Before the next execution. */
    void dropResult() {
        NextvalResultSet old = result;
        result = null;
        updateCount = -1;
        if (old != null) {
            old.markClosed();
        }
    }

    void resultClosed() {
        if (isToCloseOnCompletion()) {
            close();
        }
    }

    @Override
    public void close() {
        if (!isMarkedClosed()) {
            markClosed();
            dropResult();
            connection.closed(this);
        }
    }

    @Override
    public boolean isClosed() {
        return isMarkedClosed() || connection.isClosed();
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
        checkOpen();
        return switch (current) {
            case CLOSE_CURRENT_RESULT -> getMoreResults();
            case KEEP_CURRENT_RESULT, CLOSE_ALL_RESULTS ->
                    throw Errors.unsupported("several open results");
            default -> throw Errors.badArgument("there is no way " + current + " to go on");
        };
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

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapper(this, type);
    }
}
