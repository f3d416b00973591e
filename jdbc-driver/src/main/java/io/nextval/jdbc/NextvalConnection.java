package io.nextval.jdbc;

import io.nextval.client.Client;
import io.nextval.client.ClientException;
import io.nextval.client.Clients;
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

/**
 * A light session on a shared client. There are no transactions: each statement holds when it
 * returns, and autocommit, commit, rollback and isolation are accepted and change nothing. A
 * read-only connection refuses what would change something. May be used by several threads.
 */
final class NextvalConnection extends UnsupportedConnection {
    private static final int VALIDATION_SECONDS = 5;

    private final ConnectionUrl url;
    private final Clients.Lease lease;
    private final long retryTimeoutNanos;
    private final Session session;
    private final Warnings warnings = new Warnings();
    private final ClientInfo clientInfo = new ClientInfo();
    private volatile boolean closed;
    private volatile boolean autoCommit = true;
    private volatile int isolation = TRANSACTION_READ_COMMITTED;
    private volatile int holdability = ResultSet.HOLD_CURSORS_OVER_COMMIT;
    private volatile int networkTimeoutMillis;

    NextvalConnection(ConnectionUrl url, Clients.Lease lease) {
        this.url = url;
        this.lease = lease;
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
        return lease.client();
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

    @Override
    public Statement createStatement() throws SQLException {
        checkOpen();
        return new NextvalStatement(this);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        checkCursor(type, concurrency);
        return createStatement();
    }

    @Override
    public Statement createStatement(int type, int concurrency, int hold) throws SQLException {
        return createStatement(type, concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        checkOpen();
        return new NextvalPreparedStatement(this, sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency)
            throws SQLException {
        checkCursor(type, concurrency);
        return prepareStatement(sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int hold)
            throws SQLException {
        return prepareStatement(sql, type, concurrency);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int generatedKeys) throws SQLException {
        if (generatedKeys != Statement.NO_GENERATED_KEYS) {
            throw Errors.unsupported("returning generated keys");
        }
        return prepareStatement(sql);
    }

    @Override
    public String nativeSQL(String sql) throws SQLException {
        checkOpen();
        return sql;
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        checkOpen();
        return new NextvalDatabaseMetaData(this);
    }

    @Override
    public void close() {
        closed = true;
        lease.close();
    }

    @Override
    public boolean isClosed() {
        return closed;
    }

    /** Statements that run in other threads end by themselves. */
    @Override
    public void abort(Executor executor) {
        close();
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
        holdability = hold;
    }

    @Override
    public int getHoldability() throws SQLException {
        checkOpen();
        return holdability;
    }

    @Override
    public void setCatalog(@Nullable String catalog) throws SQLException {
        checkOpen();
    }

    @Override
    public @Nullable String getCatalog() throws SQLException {
        checkOpen();
        return null;
    }

    @Override
    public void setSchema(String name) throws SQLException {
        checkOpen();
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

    @Override
    public void setClientInfo(String name, @Nullable String value) throws SQLClientInfoException {
        clientInfo.set(name, value);
    }

    @Override
    public void setClientInfo(Properties properties) throws SQLClientInfoException {
        clientInfo.setAll(properties);
    }

    @Override
    public @Nullable String getClientInfo(String name) throws SQLException {
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
        return type.isInstance(this);
    }

    private void checkOpen() throws SQLException {
        if (closed) {
            throw Errors.connectionClosed();
        }
    }

    private static void checkCursor(int type, int concurrency) throws SQLException {
        if (type != ResultSet.TYPE_FORWARD_ONLY || concurrency != ResultSet.CONCUR_READ_ONLY) {
            throw Errors.unsupported("a result set that scrolls or updates");
        }
    }
}
