package io.nextval.server.catalog;

import io.nextval.sql.Expression;
import io.nextval.sql.RowSource;
import io.nextval.sql.Select;
import io.nextval.sql.SelectItem;
import io.nextval.wire.Result;
import io.nextval.wire.ResultColumn;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A SELECT that touches no sequence and no view, such as {@code SELECT 1}. Stateless. */
final class ConstantSelect {
    private ConstantSelect() {}

    static Result run(
            Select select, List<@Nullable Object> parameters, SessionInfo session, Instant now) {
        Execution run =
                new Execution(
                        parameters,
                        session,
                        Snapshot.EMPTY,
                        new Budget(QueryLimits.RUN_MILLIS_MAX, QueryLimits.HELD_BYTES_MAX),
                        now);
        List<ResultColumn> columns = new ArrayList<>();
        List<@Nullable Object> row = new ArrayList<>();
        for (SelectItem item : select.items()) {
            Object value = value(item.expression(), run);
            String type = typeName(item.expression());
            row.add(value);
            columns.add(
                    new ResultColumn(
                            item.label(),
                            item.expression() instanceof Expression.Parameter
                                    ? typeOf(value)
                                    : type));
        }
        long rows = rowCount(select.rows(), run);
        return new Result(columns, Collections.nCopies((int) rows, row), -1, List.of());
    }

    /** The shape: a parameter as a column is a text, as nothing says what else. */
    static Description describe(Select select) {
        List<ResultColumn> columns = new ArrayList<>();
        for (SelectItem item : select.items()) {
            columns.add(new ResultColumn(item.label(), typeName(item.expression())));
        }
        List<String> parameters =
                new ArrayList<>(Collections.nCopies(select.parameterCount(), "text"));
        if (select.rows() instanceof RowSource.Series series) {
            for (Expression bound : List.of(series.from(), series.to())) {
                if (bound instanceof Expression.Parameter parameter) {
                    parameters.set(parameter.index() - 1, "int8");
                }
            }
        }
        return new Description(columns, parameters);
    }

    private static String typeName(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.typeName();
        } else if (expression instanceof Expression.Cast cast) {
            return cast.typeName();
        }
        return expression instanceof Expression.SessionValue value && value.name().equals("now")
                ? "timestamptz"
                : "text";
    }

    private static String typeOf(@Nullable Object value) {
        if (value instanceof Long) {
            return "int8";
        } else if (value instanceof BigDecimal) {
            return "numeric";
        } else if (value instanceof Double) {
            return "float8";
        } else if (value instanceof Boolean) {
            return "bool";
        }
        return value instanceof Instant ? "timestamptz" : "text";
    }

    private static @Nullable Object value(Expression expression, Execution run) {
        if (expression instanceof Expression.Literal literal) {
            return literal.value();
        } else if (expression instanceof Expression.Parameter parameter) {
            if (parameter.index() > run.parameterCount()) {
                throw new QueryException("07001", "no value for parameter " + parameter.index());
            }
            return run.parameter(parameter.index() - 1);
        } else if (expression instanceof Expression.Cast cast) {
            return Casts.cast(value(cast.operand(), run), cast.typeName());
        } else if (expression instanceof Expression.SessionValue value) {
            return ScalarFunctions.ofSession(value.name(), run);
        }
        throw new QueryException(
                SqlStates.FEATURE_NOT_SUPPORTED,
                "sequence functions beside tables are not supported");
    }

    private static long rowCount(RowSource source, Execution run) {
        if (!(source instanceof RowSource.Series series)) {
            return 1;
        }
        Object from = Casts.cast(value(series.from(), run), "int8");
        Object to = Casts.cast(value(series.to(), run), "int8");
        if (!(from instanceof Long first) || !(to instanceof Long last) || first > last) {
            return 0;
        }
        long steps = last - first;
        if (steps < 0 || steps >= QueryLimits.ROWS_MAX) {
            throw new QueryException(
                    SqlStates.PROGRAM_LIMIT,
                    "the result has more than " + QueryLimits.ROWS_MAX + " rows");
        }
        return steps + 1;
    }
}
