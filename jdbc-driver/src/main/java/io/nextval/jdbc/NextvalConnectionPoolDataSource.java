package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

import javax.sql.ConnectionPoolDataSource;
import javax.sql.PooledConnection;
import javax.sql.PooledConnectionBuilder;

/** Makes connections for pools that want to be told when theirs are closed or fail. */
public final class NextvalConnectionPoolDataSource extends NextvalCommonDataSource
        implements ConnectionPoolDataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public PooledConnection getPooledConnection() throws SQLException {
        return open(target(null, null));
    }

    @Override
    public PooledConnection getPooledConnection(@Nullable String user, @Nullable String password)
            throws SQLException {
        return open(target(user, password));
    }

    @Override
    public PooledConnectionBuilder createPooledConnectionBuilder() throws SQLException {
        throw Errors.unsupported("ConnectionPoolDataSource.createPooledConnectionBuilder");
    }

    private static PooledConnection open(ConnectionUrl url) throws SQLException {
        return new NextvalPooledConnection(url, NextvalDriver.lease(url, 0));
    }
}
