package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.Executor;

/**
 * The application's connection: the database's, with the cluster's session beside it. Whether it is
 * closed or valid is said by the database's alone: the cluster's session has nothing to lose.
 */
final class ConnectionHandler extends Handler {
    private final Connection real;
    private final Router router;
    private final ClusterSession cluster;
    private final Connection proxy;

    ConnectionHandler(Connection real, Router router, ClusterSession cluster) {
        this.real = real;
        this.router = router;
        this.cluster = cluster;
        this.proxy = proxy(Connection.class, this);
    }

    Connection proxy() {
        return proxy;
    }

    @Override
    Connection real() {
        return real;
    }

    Router router() {
        return router;
    }

    ClusterSession cluster() {
        return cluster;
    }

    /**
     * Whether the database's driver guesses the keys of several rows: MySQL's counts on from the
     * one that the server tells, which is right for keys that the server made itself.
     */
    boolean guessesKeys() throws SQLException {
        return router.vendor() == Vendor.MARIADB
                && real.getMetaData().getDriverName().startsWith("MySQL");
    }

    @Override
    @Nullable Object handle(Object self, Method method, Object @Nullable [] args) throws Throwable {
        switch (method.getName()) {
            case "createStatement" -> {
                Statement statement = made(Statement.class, real, method, args);
                return new StatementHandler(this, statement, Statement.class).proxy();
            }
            case "prepareStatement" -> {
                return prepare(PreparedStatement.class, method, args);
            }
            case "prepareCall" -> {
                return prepare(CallableStatement.class, method, args);
            }
            case "getMetaData" -> {
                return new MetaDataHandler(this, made(DatabaseMetaData.class, real, method, args))
                        .proxy();
            }
            case "close" -> {
                try {
                    cluster.close();
                } finally {
                    real.close();
                }
                return null;
            }
            case "abort" -> {
                call(real, method, args);
                if (first(args) instanceof Executor executor) {
                    cluster.abort(executor);
                }
                return null;
            }
            case "setReadOnly" -> {
                call(real, method, args);
                if (router.vendor() == Vendor.POSTGRESQL) {
                    cluster.setReadOnly(Boolean.TRUE.equals(first(args)));
                }
                return null;
            }
            case "setNetworkTimeout" -> {
                call(real, method, args);
                if (args != null && args[1] instanceof Integer millis) {
                    cluster.setNetworkTimeout(millis);
                }
                return null;
            }
            default -> {
                return call(real, method, args);
            }
        }
    }

    private @Nullable Object prepare(
            Class<? extends PreparedStatement> type, Method method, Object @Nullable [] args)
            throws Throwable {
        if (!(first(args) instanceof String sql) || args == null) {
            return call(real, method, args);
        }
        Route route = router.route(sql);
        if (route instanceof Route.Local local) {
            PreparedStatement prepared = made(PreparedStatement.class, real, method, args);
            return new PreparedHandler(this, prepared, type, local, sql).proxy();
        }
        if (route instanceof Route.WithNumbers numbered) {
            Object[] changed = args.clone();
            changed[0] = numbered.text().prepared();
            PreparedStatement prepared = made(PreparedStatement.class, real, method, changed);
            return new NumberedHandler(this, prepared, type, numbered.text()).proxy();
        }
        return prepared(type, route);
    }

    /** A statement that the cluster runs, or runs a part of. */
    PreparedStatement prepared(Class<? extends PreparedStatement> type, Route route)
            throws SQLException {
        if (route instanceof Route.ToCluster to) {
            return ClusterHandler.of(this, type, to);
        }
        if (route instanceof Route.Refused refused) {
            throw RoutingErrors.refused(refused.reason());
        }
        return ChosenHandler.of(this, type, route);
    }

    /** Where tools look for sequences in a catalog of both. */
    MergedRows.View view(Set<String> schemas) throws SQLException {
        return new MergedRows.View(router, real.getCatalog(), real.getSchema(), schemas);
    }
}
