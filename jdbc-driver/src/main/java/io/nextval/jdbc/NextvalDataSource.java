package io.nextval.jdbc;

import io.nextval.routing.Routing;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;

import javax.sql.DataSource;

/**
 * Opens connections as the driver does, to a cluster or by a wrapping URL to a database. Those to a
 * cluster are light and share a client, so without a pool too, opening one costs no handshake while
 * another is open.
 */
public final class NextvalDataSource extends NextvalCommonDataSource implements DataSource {
    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() throws SQLException {
        return open(null, null);
    }

    @Override
    public Connection getConnection(@Nullable String user, @Nullable String password)
            throws SQLException {
        return open(user, password);
    }

    private Connection open(@Nullable String user, @Nullable String password) throws SQLException {
        return isWrapping()
                ? Routing.connect(new NextvalDriver(), getUrl(), wrapping(user, password))
                : NextvalDriver.open(target(user, password), 0);
    }

    @Override
    public ConnectionBuilder createConnectionBuilder() throws SQLException {
        throw Errors.unsupported("DataSource.createConnectionBuilder");
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
