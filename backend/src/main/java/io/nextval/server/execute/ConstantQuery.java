package io.nextval.server.execute;

import io.nextval.sql.Expression;
import io.nextval.sql.RowSource;
import io.nextval.sql.Select;
import io.nextval.sql.SelectItem;
import io.nextval.sql.SqlException;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A SELECT that touches no sequence, such as {@code SELECT 1}: any node answers it by itself. */
final class ConstantQuery {
    private static final long ROWS_MAX = 10_000;

    private ConstantQuery() {}

    static Result run(Select select, List<@Nullable Object> parameters) throws SqlException {
        List<ResultColumn> columns = new ArrayList<>();
        List<@Nullable Object> row = new ArrayList<>();
        for (SelectItem item : select.items()) {
            Object value = value(item.expression(), parameters);
            row.add(value);
            columns.add(new ResultColumn(item.label(), typeName(item.expression(), value)));
        }
        List<List<@Nullable Object>> rows =
                Collections.nCopies((int) rowCount(select.rows(), parameters), row);
        return new Result(columns, rows, -1, List.of());
    }

    private static String typeName(Expression expression, @Nullable Object value) {
        if (expression instanceof Expression.Literal literal) {
            return literal.typeName();
        }
        return value instanceof Long ? "int8" : value instanceof Boolean ? "bool" : "text";
    }

    private static @Nullable Object value(Expression expression, List<@Nullable Object> parameters)
            throws SqlException {
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        }
        if (expression instanceof Expression.Parameter parameter) {
            if (parameter.index() > parameters.size()) {
                throw new SqlException(
                        "07001", "no value for parameter " + parameter.index(), "", "", 0);
            }
            return parameters.get(parameter.index() - 1);
        }
        throw new SqlException("0AX00", "nextval is not run as a text", "", "", 0);
    }

    private static long rowCount(RowSource source, List<@Nullable Object> parameters)
            throws SqlException {
        if (!(source instanceof RowSource.Series series)) {
            return 1;
        }
        Object from = value(series.from(), parameters);
        Object to = value(series.to(), parameters);
        if (from == null || to == null) {
            return 0;
        }
        if (!(from instanceof Long first) || !(to instanceof Long last)) {
            throw new SqlException("42883", "generate_series takes two integers", "", "", 0);
        }
        if (first > last) {
            return 0;
        }
        long steps = last - first;
        if (steps < 0 || steps >= ROWS_MAX) {
            throw new SqlException(
                    "54000",
                    "generate_series without nextval makes at most " + ROWS_MAX + " rows",
                    "",
                    "",
                    0);
        }
        return steps + 1;
    }
}
