package io.nextval.jdbc;

import io.nextval.client.Client;
import io.nextval.client.ClientException;
import io.nextval.wire.Notice;
import io.nextval.wire.SessionVariable;

import org.jspecify.annotations.Nullable;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A light session on a shared client. There are no transactions: each statement holds when it
 * returns, and autocommit, commit, rollback and isolation are accepted and change nothing. A
 * read-only connection refuses what would change something. May be used by several threads.
 */
final class NextvalConnection extends UnsupportedConnection {
    private static final int VALIDATION_SECONDS = 5;

    /** As PostgreSQL's driver warns of a client info property that it does not know. */
    private static final String UNKNOWN_NAME = "01000";

    /** Something else than what was asked for is given. */
    private static final String CHANGED = "01S02";

    private final ConnectionUrl url;
    private final Client client;
    private final ConnectionOwner owner;
    private final OpenStatements statements = new OpenStatements();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final long retryTimeoutNanos;
    private final Session session;
    private final Warnings warnings = new Warnings();
    private final ClientInfo clientInfo = new ClientInfo();
    private volatile boolean closed;
    private volatile boolean autoCommit = true;
    private volatile int isolation = TRANSACTION_READ_COMMITTED;
    private volatile int networkTimeoutMillis;

    NextvalConnection(ConnectionUrl url, Client client, ConnectionOwner owner) {
        this.url = url;
        this.client = client;
        this.owner = owner;
        this.networkTimeoutMillis = DriverProperty.SOCKET_TIMEOUT.number(url.values());
        this.session =
                new Session(
                        DriverProperty.CURRENT_SCHEMA.text(url.values()),
                        DriverProperty.USER.text(url.values()),
                        DriverProperty.APPLICATION_NAME.text(url.values()));
        this.retryTimeoutNanos =
                TimeUnit.MILLISECONDS.toNanos(DriverProperty.RETRY_TIMEOUT.number(url.values()));
    }

    /** The client, while the connection is open. */
    Client client() throws SQLException {
        checkOpen();
        return client;
    }

    Session session() {
        return session;
    }

    ConnectionUrl url() {
        return url;
    }

    /** How long a statement may take, by the connection's settings. */
    long timeoutNanos() {
        int network = networkTimeoutMillis;
        return network == 0
                ? retryTimeoutNanos
                : Math.min(retryTimeoutNanos, TimeUnit.MILLISECONDS.toNanos(network));
    }

    void warn(List<Notice> notices) {
        warnings.add(notices);
    }

    /** Whether some node can be reached. */
    boolean isConnected() {
        return !client.serverVersion().isEmpty();
    }

    ConnectionOwner owner() {
        return owner;
    }

    void closed(StatementBase statement) {
        statements.remove(statement);
    }

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return opened(new NextvalStatement(this));
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        checkCursor(type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
        return createStatement();
    }

    @Override
    public Statement createStatement(int type, int concurrency, int hold) throws SQLException {
        checkCursor(type, concurrency, hold);
        return createStatement();
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw Errors.missing("the SQL text");
        }
        return opened(new NextvalPreparedStatement(this, sql));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency)
            throws SQLException {
        return prepareStatement(sql, type, concurrency, ResultSet.HOLD_CURSORS_OVER_COMMIT);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int hold)
            throws SQLException {
        checkCursor(type, concurrency, hold);
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        StatementSettings.checkKeys(generatedKeys);
        return prepareStatement(sql);
    }

    /** There are no columns to choose from: a batch's numbers are always returned. */
    @Override
    public PreparedStatement prepareStatement(String sql, int[] keyColumns) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] keyColumns) throws SQLException {
        return prepareStatement(sql);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        if (sql == null) {
            throw Errors.missing("the SQL text");
        }
        return sql;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new NextvalDatabaseMetaData(this);
    }

    @Override
    public void close() {
        if (end(false)) {
            owner.closed();
        }
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Statements that run in other threads fail with 08003. */
    @Override
    public void abort(Executor executor) throws SQLException {
        if (executor == null) {
            throw Errors.missing("the executor");
        }
        if (end(true)) {
            owner.aborted();
        }
    }

    /** True for the first call. */
    private boolean end(boolean aborted) {
        closed = true;
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        for (StatementBase statement : statements.takeAll()) {
            statement.connectionClosed(aborted);
        }
        return true;
    }

    private <T extends StatementBase> T opened(T statement) {
        statements.add(statement);
        return statement;
    }

    @Override
    public boolean isValid(int timeoutSeconds) throws SQLException {
        if (timeoutSeconds < 0) {
            throw Errors.badArgument("a timeout of " + timeoutSeconds + " s is negative");
        }
        if (closed) {
            return false;
        }
        int seconds = timeoutSeconds == 0 ? VALIDATION_SECONDS : timeoutSeconds;
        try {
            client().ping(Math.min(TimeUnit.SECONDS.toNanos(seconds), timeoutNanos()));
            return true;
        } catch (ClientException e) {
            return false;
        }
    }

    @Override
    public void setAutoCommit(boolean on) throws SQLException {
        checkOpen();
        if (on != autoCommit) {
            session.end();
        }
        autoCommit = on;
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        checkOpen();
        return autoCommit;
    }

    @Override
    public void commit() throws SQLException {
        checkOpen();
        session.end();
    }

    @Override
    public void rollback() throws SQLException {
        checkOpen();
        session.end();
    }

    @Override
    public void setReadOnly(boolean on) throws SQLException {
        checkOpen();
        session.set(SessionVariable.DEFAULT_TRANSACTION_READ_ONLY, on ? "on" : "off");
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        checkOpen();
        return session.value(SessionVariable.DEFAULT_TRANSACTION_READ_ONLY).equals("on");
    }

    @Override
    public void setTransactionIsolation(int level) throws SQLException {
        checkOpen();
        String name =
                switch (level) {
                    case TRANSACTION_READ_UNCOMMITTED -> "read uncommitted";
                    case TRANSACTION_READ_COMMITTED -> "read committed";
                    case TRANSACTION_REPEATABLE_READ -> "repeatable read";
                    case TRANSACTION_SERIALIZABLE -> "serializable";
                    default -> throw Errors.badArgument("there is no isolation level " + level);
                };
        session.set(SessionVariable.DEFAULT_TRANSACTION_ISOLATION, name);
        isolation = level;
    }

    @Override
    public int getTransactionIsolation() throws SQLException {
        checkOpen();
        return isolation;
    }

    @Override
    public void setHoldability(int hold) throws SQLException {
        checkOpen();
        checkHoldability(hold);
        if (hold != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            throw Errors.unsupported("closing results at commit");
        }
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    /** There is one catalog, so that choosing one has no effect. */
    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        checkOpen();
    }

    @Override
    public String getCatalog() throws SQLException {
        checkOpen();
        return Session.DATABASE;
    }

    @Override
    public void setSchema(String name) throws SQLException {
        checkOpen();
        if (name == null) {
            throw Errors.missing("the schema");
        }
        session.schema(name);
    }

    @Override
    public String getSchema() throws SQLException {
        checkOpen();
        return session.schema();
    }

    @Override
    public void setNetworkTimeout(Executor executor, int millis) throws SQLException {
        checkOpen();
        if (executor == null) {
            throw Errors.missing("the executor");
        }
        if (millis < 0) {
            throw Errors.badArgument("a timeout of " + millis + " ms is negative");
        }
        networkTimeoutMillis = millis;
    }

    @Override
    public int getNetworkTimeout() throws SQLException {
        checkOpen();
        return networkTimeoutMillis;
    }

    @Override
    public @Nullable SQLWarning getWarnings() throws SQLException {
        checkOpen();
        return warnings.first();
    }

    @Override
    public void clearWarnings() throws SQLException {
        checkOpen();
        warnings.clear();
    }

    /** A name that is not known leaves a warning, and nothing else. */
    @Override
    public void setClientInfo(@Nullable String name, @Nullable String value)
            throws SQLClientInfoException {
        if (closed) {
            throw Errors.clientInfo(Errors.connectionClosed());
        }
        if (name == null || !ClientInfo.isKnown(name)) {
            String text = "there is no client info property '" + name + "'";
            warnings.add(List.of(new Notice(UNKNOWN_NAME, text)));
            return;
        }
        clientInfo.set(name, value);
        if (name.equals(ClientInfo.APPLICATION_NAME)) {
            session.set(SessionVariable.APPLICATION_NAME, value);
        }
    }

    /** These instead of all others. */
    @Override
    public void setClientInfo(@Nullable Properties properties) throws SQLClientInfoException {
        if (closed) {
            throw Errors.clientInfo(Errors.connectionClosed());
        }
        clientInfo.clear();
        session.set(SessionVariable.APPLICATION_NAME, null);
        if (properties != null) {
            for (String name : properties.stringPropertyNames()) {
                setClientInfo(name, properties.getProperty(name));
            }
        }
    }

    @Override
    public @Nullable String getClientInfo(@Nullable String name) throws SQLException {
        checkOpen();
        return clientInfo.get(name);
    }

    @Override
    public Properties getClientInfo() throws SQLException {
        checkOpen();
        return clientInfo.all();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapper(this, type);
    }

    void checkOpen() throws SQLException {
        if (closed) {
            throw Errors.connectionClosed();
        }
    }

    /** As JDBC has it, results that can not be had are replaced by others, with a warning. */
    private void checkCursor(int type, int concurrency, int hold) throws SQLException {
        checkOpen();
        checkHoldability(hold);
        if (type < ResultSet.TYPE_FORWARD_ONLY || type > ResultSet.TYPE_SCROLL_SENSITIVE) {
            throw Errors.badArgument("there is no result set type " + type);
        }
        if (concurrency != ResultSet.CONCUR_READ_ONLY
                && concurrency != ResultSet.CONCUR_UPDATABLE) {
            throw Errors.badArgument("there is no result set concurrency " + concurrency);
        }
        if (type != ResultSet.TYPE_FORWARD_ONLY
                || concurrency != ResultSet.CONCUR_READ_ONLY
                || hold != ResultSet.HOLD_CURSORS_OVER_COMMIT) {
            String text = "results are read forward only, are read-only, and are kept over commit";
            warnings.add(List.of(new Notice(CHANGED, text)));
        }
    }

    private static void checkHoldability(int hold) throws SQLException {
        if (hold != ResultSet.HOLD_CURSORS_OVER_COMMIT
                && hold != ResultSet.CLOSE_CURSORS_AT_COMMIT) {
            throw Errors.badArgument("there is no holdability " + hold);
        }
    }
}
