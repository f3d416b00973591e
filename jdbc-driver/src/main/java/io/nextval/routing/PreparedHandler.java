package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A prepared statement that the database runs as it is. */
class PreparedHandler extends StatementHandler {
    private final Route.Local local;
    private final String sql;

    PreparedHandler(
            ConnectionHandler connection,
            PreparedStatement real,
            Class<? extends PreparedStatement> type,
            Route.Local local,
            String sql) {
        super(connection, real, type);
        this.local = local;
        this.sql = sql;
    }

    @Override
    @Nullable Object handle(Object self, Method method, Object @Nullable [] args) throws Throwable {
        if (args == null && method.getName().startsWith("execute")) {
            Object result = call(real(), method, null);
            ranLocally(local, sql);
            return ResultHandler.wrap(result, proxy());
        }
        if (!local.nameParameters().isEmpty() && isSetter(method, args)) {
            checkName(args);
        }
        return super.handle(self, method, args);
    }

    /** A sequence whose name is a bind parameter must be the database's. */
    private void checkName(Object @Nullable [] args) throws SQLException {
        if (args == null
                || !local.nameParameters().contains((Integer) args[0])
                || !(args[1] instanceof String name)) {
            return;
        }
        Router router = connection.router();
        GlobalName sequence = CallFinder.find(name, router.vendor(), router.listed());
        if (sequence != null) {
            throw RoutingErrors.refused(
                    "the global sequence " + sequence + " as a bind parameter: write its name. It");
        }
    }

    /** Whether it sets a bind parameter by its number. */
    static boolean isSetter(Method method, Object @Nullable [] args) {
        return args != null
                && args.length >= 2
                && args[0] instanceof Integer
                && method.getName().startsWith("set");
    }
}
