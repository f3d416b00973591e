package io.nextval.jdbc;

import io.nextval.client.Clients;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import javax.sql.StatementEvent;
import javax.sql.StatementEventListener;

/**
 * The right to use a client, and one session at a time on it. Each session is a new connection, so
 * that nothing of the one before is left: no schema, variable, currval or open statement. Any
 * thread.
 */
final class NextvalPooledConnection implements PooledConnection {
    private final ConnectionUrl url;
    private final Clients.Lease lease;
    private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
    private final List<StatementEventListener> statementListeners = new CopyOnWriteArrayList<>();
    private final AtomicReference<@Nullable Handle> current = new AtomicReference<>();
    private volatile boolean closed;

    NextvalPooledConnection(ConnectionUrl url, Clients.Lease lease) {
        this.url = url;
        this.lease = lease;
    }

    /** A new session; the one before is closed, without an event. */
    @Override
    public Connection getConnection() throws SQLException {
        if (closed) {
            throw Errors.connectionClosed();
        }
        Handle handle = new Handle();
        replace(handle);
        return handle.connection;
    }

    @Override
    public void close() throws SQLException {
        closed = true;
        replace(null);
        lease.close();
    }

    private void replace(@Nullable Handle next) {
        Handle before = current.getAndSet(next);
        if (before != null) {
            before.connection.close();
        }
    }

    @Override
    public void addConnectionEventListener(@Nullable ConnectionEventListener listener) {
        if (listener != null) {
            listeners.add(listener);
        }
    }

    @Override
    public void removeConnectionEventListener(@Nullable ConnectionEventListener listener) {
        listeners.remove(listener);
    }

    @Override
    public void addStatementEventListener(@Nullable StatementEventListener listener) {
        if (listener != null) {
            statementListeners.add(listener);
        }
    }

    @Override
    public void removeStatementEventListener(@Nullable StatementEventListener listener) {
        statementListeners.remove(listener);
    }

    /** One session; a former one tells nobody anything. */
    private final class Handle implements ConnectionOwner {
        final NextvalConnection connection = new NextvalConnection(url, lease.client(), this);

        @Override
        public void closed() {
            if (current.compareAndSet(this, null)) {
                tell(listener -> listener.connectionClosed(event(null)));
            }
        }

        @Override
        public void aborted() {
            if (current.compareAndSet(this, null)) {
                closed = true;
                lease.close();
                SQLException error = Errors.connectionClosed();
                tell(listener -> listener.connectionErrorOccurred(event(error)));
            }
        }

        @Override
        public void failed(SQLException error) {
            if (current.get() == this) {
                tell(listener -> listener.connectionErrorOccurred(event(error)));
            }
        }

        @Override
        public void closed(PreparedStatement statement) {
            if (current.get() == this) {
                tellOf(listener -> listener.statementClosed(event(statement, null)));
            }
        }

        @Override
        public void failed(PreparedStatement statement, SQLException error) {
            if (current.get() == this) {
                tellOf(listener -> listener.statementErrorOccurred(event(statement, error)));
            }
        }
    }

    private void tell(Consumer<ConnectionEventListener> event) {
        listeners.forEach(event);
    }

    private void tellOf(Consumer<StatementEventListener> event) {
        statementListeners.forEach(event);
    }

    private ConnectionEvent event(@Nullable SQLException error) {
        return new ConnectionEvent(this, error);
    }

    private StatementEvent event(PreparedStatement statement, @Nullable SQLException error) {
        return new StatementEvent(this, statement, error);
    }
}
