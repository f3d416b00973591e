package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

/**
 * The database's metadata, of the application's connection. URL, names and versions are the
 * database's, since tools choose their dialect by these.
 */
final class MetaDataHandler extends Handler {
    private final ConnectionHandler connection;
    private final DatabaseMetaData real;

    MetaDataHandler(ConnectionHandler connection, DatabaseMetaData real) {
        this.connection = connection;
        this.real = real;
    }

    DatabaseMetaData proxy() {
        return proxy(DatabaseMetaData.class, this);
    }

    @Override
    Object real() {
        return real;
    }

    @Override
    @Nullable Object handle(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable {
        if (method.getName().equals("getConnection")) {
            return connection.proxy();
        }
        Object result = call(real, method, args);
        return method.getName().equals("getTables")
                        && args != null
                        && result instanceof ResultSet rows
                        && asksForSequences(args[3])
                ? tables(rows, (String) args[1], (String) args[2])
                : result;
    }

    private static boolean asksForSequences(@Nullable Object types) {
        if (!(types instanceof String[] names)) {
            return false;
        }
        for (String name : names) {
            if (name.equalsIgnoreCase("SEQUENCE")) {
                return true;
            }
        }
        return false;
    }

    private ResultSet tables(ResultSet own, @Nullable String schema, @Nullable String name)
            throws SQLException {
        try {
            ResultSet global =
                    connection
                            .cluster()
                            .open()
                            .getMetaData()
                            .getTables(null, lower(schema), lower(name), new String[] {"SEQUENCE"});
            return MergedRows.of(own, global, connection.view(Set.of()));
        } catch (SQLException e) {
            throw RoutingErrors.ofCluster(e);
        }
    }

    /** A pattern for names that the database has in upper case. */
    private @Nullable String lower(@Nullable String pattern) {
        return pattern == null || connection.router().vendor() == Vendor.POSTGRESQL
                ? pattern
                : pattern.toLowerCase(Locale.ROOT);
    }
}
