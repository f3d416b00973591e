package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;

/**
 * A prepared query in which database and cluster both have a part: lastval() of either, setval with
 * an argument that the database knows, a catalog of both.
 */
final class ChosenHandler extends StatementHandler {
    private final Route route;
    private final PreparedStatement prepared;
    private final BoundRow row = new BoundRow();
    private @Nullable PreparedStatement other;
    private @Nullable ResultSet result;

    private ChosenHandler(
            ConnectionHandler connection,
            PreparedStatement prepared,
            Class<? extends PreparedStatement> type,
            Route route) {
        super(connection, prepared, type);
        this.prepared = prepared;
        this.route = route;
    }

    static PreparedStatement of(
            ConnectionHandler connection, Class<? extends PreparedStatement> type, Route route)
            throws SQLException {
        Connection real = connection.real();
        PreparedStatement prepared = real.prepareStatement(localText(route));
        return (PreparedStatement) new ChosenHandler(connection, prepared, type, route).proxy();
    }

    private static String localText(Route route) {
        if (route instanceof Route.LastDrawn last) {
            return last.clusterSql();
        }
        if (route instanceof Route.SetFromQuery set) {
            return set.query();
        }
        if (route instanceof Route.Merged merged && merged.localSql() != null) {
            return merged.localSql();
        }
        return "SELECT 1";
    }

    @Override
    @Nullable Object handle(Object self, Method method, Object @Nullable [] args) throws Throwable {
        String name = method.getName();
        if (PreparedHandler.isSetter(method, args) && args != null) {
            return row.set(prepared, method, args);
        }
        if (args != null) {
            return super.handle(self, method, args);
        }
        switch (name) {
            case "executeQuery" -> {
                return query();
            }
            case "execute" -> {
                result = query();
                return true;
            }
            case "executeUpdate", "executeLargeUpdate", "addBatch" ->
                    throw RoutingErrors.badArgument("a query is run by execute or executeQuery");
            case "getResultSet" -> {
                return result;
            }
            case "getUpdateCount" -> {
                return -1;
            }
            case "getLargeUpdateCount" -> {
                return -1L;
            }
            case "getMoreResults" -> {
                closeOther();
                return false;
            }
            case "close" -> {
                closeOther();
                return super.handle(self, method, null);
            }
            default -> {
                return super.handle(self, method, null);
            }
        }
    }

    private ResultSet query() throws Throwable {
        closeOther();
        row.replayStreams(prepared);
        ResultSet rows;
        if (route instanceof Route.LastDrawn last) {
            rows =
                    connection.cluster().drewLast()
                            ? cluster(last.clusterSql(), false)
                            : prepared.executeQuery();
        } else if (route instanceof Route.SetFromQuery set) {
            rows = set(set);
        } else if (route instanceof Route.Merged merged) {
            rows = merged(merged);
        } else {
            throw RoutingErrors.refused("this statement");
        }
        return (ResultSet) Objects.requireNonNull(ResultHandler.wrap(rows, proxy()));
    }

    private ResultSet set(Route.SetFromQuery set) throws SQLException {
        String text;
        try (ResultSet arguments = prepared.executeQuery()) {
            if (!arguments.next()) {
                throw RoutingErrors.badArgument("the query for setval's arguments has no row");
            }
            int columns = arguments.getMetaData().getColumnCount();
            long value = arguments.getLong(1);
            boolean known = !arguments.wasNull();
            boolean called = columns < 2 || arguments.getBoolean(2);
            boolean nothing = !known || (columns > 1 && arguments.wasNull());
            if (arguments.next()) {
                throw RoutingErrors.badArgument(
                        "the query for setval's arguments has more than one row");
            }
            text =
                    nothing // as in PostgreSQL: nothing is set
                            ? ""
                            : "SELECT setval("
                                    + set.sequence().literal()
                                    + ", "
                                    + value
                                    + ", "
                                    + called
                                    + ')';
        }
        if (text.isEmpty()) {
            PreparedStatement nothing =
                    connection
                            .real()
                            .prepareStatement(
                                    "SELECT CAST(NULL AS "
                                            + connection.router().vendor().castType()
                                            + ") AS setval");
            other = nothing;
            return nothing.executeQuery();
        }
        return cluster(text, true);
    }

    private ResultSet merged(Route.Merged merged) throws Throwable {
        ResultSet own = merged.localSql() == null ? null : prepared.executeQuery();
        try {
            PreparedStatement statement =
                    ClusterHandler.of(
                            connection,
                            PreparedStatement.class,
                            new Route.ToCluster(merged.clusterSql(), false));
            other = statement;
            boolean same = merged.clusterSql().equals(merged.localSql());
            if (same) {
                row.replay(statement);
            }
            Set<String> schemas = same ? Set.of() : row.texts();
            return MergedRows.of(own, statement.executeQuery(), connection.view(schemas));
        } catch (SQLException e) {
            boolean unreadable = e.getSQLState() != null && isSyntax(e.getSQLState());
            if (own != null && merged.fallback() && unreadable) {
                return own;
            }
            throw e;
        }
    }

    /** Whether the cluster's catalog does not have what was asked for. */
    private static boolean isSyntax(String state) {
        return state.startsWith("42") || state.startsWith("0A");
    }

    /** Runs a query at the cluster. */
    private ResultSet cluster(String sql, boolean draws) throws SQLException {
        PreparedStatement statement =
                ClusterHandler.of(
                        connection, PreparedStatement.class, new Route.ToCluster(sql, draws));
        other = statement;
        return statement.executeQuery();
    }

    private void closeOther() throws SQLException {
        PreparedStatement open = other;
        other = null;
        result = null;
        if (open != null) {
            open.close();
        }
    }
}
