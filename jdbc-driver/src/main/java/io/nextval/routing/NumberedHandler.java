package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.BatchUpdateException;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A prepared statement with bind parameters where its calls were. They are filled when it is
 * executed; a batch's rows are kept until then, so that their numbers come in one round trip.
 */
final class NumberedHandler extends StatementHandler {
    private final PreparedStatement prepared;
    private final NumberedText text;
    private final BoundRow row = new BoundRow();
    private final List<BoundRow> batch = new ArrayList<>();

    NumberedHandler(
            ConnectionHandler connection,
            PreparedStatement real,
            Class<? extends PreparedStatement> type,
            NumberedText text) {
        super(connection, real, type);
        this.prepared = real;
        this.text = text;
    }

    @Override
    @Nullable Object handle(Object self, Method method, Object @Nullable [] args) throws Throwable {
        String name = method.getName();
        if (args != null && args.length > 0 && args[0] instanceof Integer user) {
            boolean parameter =
                    PreparedHandler.isSetter(method, args)
                            || name.equals("registerOutParameter")
                            || (name.startsWith("get") && !name.equals("getMoreResults"));
            if (!parameter) {
                return super.handle(self, method, args);
            }
            Object[] moved = args.clone();
            moved[0] = position(user);
            if (PreparedHandler.isSetter(method, args)) {
                return row.set(prepared, method, moved);
            }
            return call(prepared, method, moved);
        }
        if (args != null) {
            return super.handle(self, method, args);
        }
        switch (name) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> {
                row.replayStreams(prepared);
                bind(Numbers.draw(text, 1, connection.cluster(), this)[0]);
                return guarded(text, () -> call(prepared, method, null));
            }
            case "addBatch" -> {
                batch.add(row.copy());
                return null;
            }
            case "clearBatch" -> {
                batch.clear();
                return call(prepared, method, null);
            }
            case "executeBatch", "executeLargeBatch" -> {
                return executeBatch(method);
            }
            case "clearParameters" -> {
                row.clear();
                return call(prepared, method, null);
            }
            case "getParameterMetaData" -> {
                ParameterMetaData real = prepared.getParameterMetaData();
                return proxy(ParameterMetaData.class, new ParametersHandler(real, this));
            }
            default -> {
                return super.handle(self, method, null);
            }
        }
    }

    /** Where the application's parameter is in the statement that is run. */
    int position(int user) throws SQLException {
        List<Integer> positions = text.userPositions();
        if (user < 1 || user > positions.size()) {
            throw RoutingErrors.badArgument(
                    "there is no parameter " + user + "; the statement has " + positions.size());
        }
        return positions.get(user - 1);
    }

    int parameters() {
        return text.userPositions().size();
    }

    private @Nullable Object executeBatch(Method method) throws Throwable {
        if (batch.isEmpty()) {
            return call(prepared, method, null);
        }
        List<BoundRow> rows = List.copyOf(batch);
        batch.clear();
        long[][] numbers;
        try {
            numbers = Numbers.draw(text, rows.size(), connection.cluster(), this);
        } catch (SQLException e) {
            throw new BatchUpdateException(
                    e.getMessage(), e.getSQLState(), e.getErrorCode(), new int[0], e);
        }
        for (int i = 0; i < rows.size(); i++) {
            rows.get(i).replay(prepared);
            bind(numbers[i]);
            prepared.addBatch();
        }
        row.replay(prepared);
        return guarded(text, () -> call(prepared, method, null));
    }

    private void bind(long[] values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            prepared.setLong(text.numbers().get(i).position(), values[i]);
        }
    }

    /** Metadata of the parameters that the application knows. */
    private static final class ParametersHandler extends Handler {
        private final ParameterMetaData real;
        private final NumberedHandler statement;

        ParametersHandler(ParameterMetaData real, NumberedHandler statement) {
            this.real = real;
            this.statement = statement;
        }

        @Override
        Object real() {
            return real;
        }

        @Override
        @Nullable Object handle(Object proxy, Method method, Object @Nullable [] args)
                throws Throwable {
            if (method.getName().equals("getParameterCount")) {
                return statement.parameters();
            }
            if (args != null && args.length == 1 && args[0] instanceof Integer user) {
                return call(real, method, new Object[] {statement.position(user)});
            }
            return call(real, method, args);
        }
    }
}
