package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A statement of the application. What runs is decided by each text: the database's statement, with
 * numbers in its text if need be, or one of the cluster, whose results are then the current ones.
 */
class StatementHandler extends Handler implements Interruptible {
    final ConnectionHandler connection;
    private final Statement real;
    private final Statement proxy;
    private volatile @Nullable PreparedStatement instead;
    private volatile @Nullable Statement drawing;
    private long changedRows = -1;
    private boolean keysGuessed;

    StatementHandler(
            ConnectionHandler connection, Statement real, Class<? extends Statement> type) {
        this.connection = connection;
        this.real = real;
        this.proxy = proxy(type, this);
    }

    final Statement proxy() {
        return proxy;
    }

    @Override
    final Statement real() {
        return real;
    }

    @Override
    @Nullable Object handle(Object self, Method method, Object @Nullable [] args) throws Throwable {
        switch (method.getName()) {
            case "getConnection" -> {
                return connection.proxy();
            }
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
                return first(args) instanceof String sql && args != null
                        ? run(sql, method, args)
                        : call(real, method, args);
            }
            case "addBatch" -> {
                Object[] changed = args == null ? null : batched(args);
                return call(real, method, changed);
            }
            case "getUpdateCount", "getLargeUpdateCount" -> {
                if (changedRows >= 0) {
                    boolean large = method.getReturnType() == long.class;
                    return large ? (Object) changedRows : (Object) (int) changedRows;
                }
                return call(current(), method, args);
            }
            case "getMoreResults" -> {
                changedRows = -1;
                return call(current(), method, args);
            }
            case "getGeneratedKeys" -> {
                if (keysGuessed) {
                    throw RoutingErrors.guessedKeys();
                }
                return ResultHandler.wrap(call(current(), method, args), proxy);
            }
            case "getResultSet" -> {
                return ResultHandler.wrap(call(current(), method, args), proxy);
            }
            case "getWarnings", "clearWarnings" -> {
                return call(current(), method, args);
            }
            case "cancel" -> {
                cancel();
                return null;
            }
            case "close" -> {
                closeInstead();
                return call(real, method, args);
            }
            default -> {
                return ResultHandler.wrap(call(real, method, args), proxy);
            }
        }
    }

    /** Runs one of the methods that take a text. */
    private @Nullable Object run(String sql, Method method, Object[] args) throws Throwable {
        changedRows = -1;
        keysGuessed = false;
        closeInstead();
        Route route = connection.router().route(sql);
        if (route instanceof Route.Local local) {
            Object result = call(real, method, args);
            ranLocally(local, sql);
            return ResultHandler.wrap(result, proxy);
        }
        if (route instanceof Route.WithNumbers numbered) {
            NumberedText text = numbered.text();
            Object[] changed = args.clone();
            changed[0] = text.literal(Numbers.draw(text, 1, connection.cluster(), this)[0]);
            return guarded(text, () -> call(real, method, changed));
        }
        PreparedStatement other = connection.prepared(PreparedStatement.class, route);
        other.setQueryTimeout(real.getQueryTimeout());
        other.setMaxRows(real.getMaxRows());
        instead = other;
        Object result =
                switch (method.getName()) {
                    case "executeQuery" -> other.executeQuery();
                    case "executeUpdate" -> other.executeUpdate();
                    case "executeLargeUpdate" -> other.executeLargeUpdate();
                    default -> other.execute();
                };
        return ResultHandler.wrap(result, proxy);
    }

    /** The arguments of addBatch, with numbers in the text. */
    private Object[] batched(Object[] args) throws SQLException {
        if (!(first(args) instanceof String sql)) {
            return args;
        }
        Route route = connection.router().route(sql);
        if (route instanceof Route.Local) {
            return args;
        }
        if (route instanceof Route.WithNumbers numbered && !numbered.text().oneRow()) {
            NumberedText text = numbered.text();
            return new Object[] {
                text.literal(Numbers.draw(text, 1, connection.cluster(), this)[0])
            };
        }
        if (route instanceof Route.Refused refused) {
            throw RoutingErrors.refused(refused.reason());
        }
        throw RoutingErrors.refused(
                "in a batch of texts, one that the cluster runs, or an UPDATE with its numbers: run"
                        + " it by itself. It");
    }

    /** Runs something that may have to be undone if it changes several rows. */
    final @Nullable Object guarded(NumberedText text, RowGuard.Action action) throws Throwable {
        if (!text.oneRow()) {
            Object result = action.run();
            keysGuessed = RowGuard.isOfSeveralRows(real, result) && connection.guessesKeys();
            return ResultHandler.wrap(result, proxy);
        }
        RowGuard guard = new RowGuard(connection.real(), real);
        Object result = guard.run(text, action);
        changedRows = result instanceof Boolean ? guard.rows() : -1;
        return result;
    }

    final void ranLocally(Route.Local local, String sql) throws SQLException {
        if (local.draws()) {
            connection.cluster().drewLast(false);
        }
        char first = sql.isEmpty() ? 0 : sql.charAt(0);
        if ((first == 'd' || first == 'D' || first <= ' ')
                && sql.stripLeading().regionMatches(true, 0, "discard ", 0, 8)) {
            connection.cluster().discard();
        }
    }

    private Statement current() {
        PreparedStatement other = instead;
        return other == null ? real : other;
    }

    private void closeInstead() throws SQLException {
        PreparedStatement other = instead;
        instead = null;
        if (other != null) {
            other.close();
        }
    }

    private void cancel() throws SQLException {
        Statement draws = drawing;
        if (draws != null) {
            draws.cancel();
        }
        current().cancel();
    }

    @Override
    public final PreparedStatement started(PreparedStatement statement) throws SQLException {
        statement.setQueryTimeout(real.getQueryTimeout());
        drawing = statement;
        return statement;
    }

    @Override
    public final void ended() {
        drawing = null;
    }

    @Override
    public final long lastLocally() throws SQLException {
        try (Statement statement = connection.real().createStatement();
                ResultSet row = statement.executeQuery("SELECT lastval()")) {
            row.next();
            return row.getLong(1);
        }
    }
}
