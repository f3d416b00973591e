package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A prepared statement that the cluster runs. */
final class ClusterHandler extends Handler {
    private final ConnectionHandler connection;
    private final PreparedStatement real;
    private final boolean draws;

    private ClusterHandler(ConnectionHandler connection, PreparedStatement real, boolean draws) {
        this.connection = connection;
        this.real = real;
        this.draws = draws;
    }

    static PreparedStatement of(
            ConnectionHandler connection,
            Class<? extends PreparedStatement> type,
            Route.ToCluster route)
            throws SQLException {
        try {
            PreparedStatement prepared = connection.cluster().open().prepareStatement(route.sql());
            return proxy(type, new ClusterHandler(connection, prepared, route.draws()));
        } catch (SQLException e) {
            throw RoutingErrors.ofCluster(e);
        }
    }

    @Override
    Object real() {
        return real;
    }

    @Override
    @Nullable Object handle(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable {
        String name = method.getName();
        if (name.equals("getConnection")) {
            return connection.proxy();
        }
        if (method.getDeclaringClass() == CallableStatement.class) {
            throw RoutingErrors.unsupported(
                    "CallableStatement." + name + " for a global sequence; use getResultSet. It");
        }
        try {
            Object result = call(real, method, args);
            if (draws && name.startsWith("execute")) {
                connection.cluster().drewLast(true);
            }
            return ResultHandler.wrap(result, (PreparedStatement) proxy);
        } catch (SQLException e) {
            throw RoutingErrors.ofCluster(e);
        }
    }
}
