package io.nextval.server.execute;

import io.nextval.server.state.Slots;
import io.nextval.sql.Expression;
import io.nextval.sql.Parser;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Select;
import io.nextval.sql.SelectItem;
import io.nextval.sql.SequenceReference;
import io.nextval.sql.SqlException;
import io.nextval.wire.Bound;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Makes the program of a SELECT of numbers, constants, parameters and what the session knows: the
 * driver makes the rows. For one statement.
 */
final class SelectPlanner {
    private final String sessionSchema;
    private final Map<Integer, String> names;
    private final Schemas schemas;
    private final List<SequenceRef> sequences = new ArrayList<>();
    private final Map<SequenceRef, Integer> indexes = new HashMap<>();
    private final String[] parameterTypes;

    private SelectPlanner(
            int parameterCount, String sessionSchema, Map<Integer, String> names, Schemas schemas) {
        this.sessionSchema = sessionSchema;
        this.names = names;
        this.schemas = schemas;
        this.parameterTypes = new String[parameterCount];
        Arrays.fill(parameterTypes, "text");
    }

    /**
     * @param names values of the parameters that name a sequence, by their 1-based index; if one is
     *     missing the program only asks for it
     * @throws SqlException 3F000 unknown schema, 42602 bad name in a parameter, 0AX00 not served
     */
    static Program plan(
            Select select, String sessionSchema, Map<Integer, String> names, Schemas schemas)
            throws SqlException {
        SelectPlanner planner =
                new SelectPlanner(select.parameterCount(), sessionSchema, names, schemas);
        List<Integer> wanted = nameParameters(select);
        planner.typeParameters(select);
        if (!names.keySet().containsAll(wanted)) {
            return planner.program(wanted, List.of(), RowSource.SINGLE);
        }
        List<ProgramColumn> columns = new ArrayList<>(select.items().size());
        for (SelectItem item : select.items()) {
            columns.add(planner.column(item));
        }
        return planner.program(List.of(), columns, rows(select));
    }

    private Program program(List<Integer> wanted, List<ProgramColumn> columns, RowSource rows) {
        return new Program(
                ProgramKind.ROWS,
                "SELECT",
                0,
                List.of(parameterTypes),
                wanted,
                columns,
                sequences,
                rows,
                List.of(),
                List.of());
    }

    private static List<Integer> nameParameters(Select select) {
        TreeSet<Integer> parameters = new TreeSet<>();
        for (SelectItem item : select.items()) {
            if (reference(uncast(item.expression())) instanceof SequenceReference.Argument a) {
                parameters.add(a.parameter());
            }
        }
        return List.copyOf(parameters);
    }

    static Expression uncast(Expression expression) {
        Expression inner = expression;
        while (inner instanceof Expression.Cast cast) {
            inner = cast.operand();
        }
        return inner;
    }

    static @Nullable SequenceReference reference(Expression expression) {
        if (expression instanceof Expression.NextValue next) {
            return next.sequence();
        } else if (expression instanceof Expression.CurrentValue current) {
            return current.sequence();
        } else if (expression instanceof Expression.SetValue set) {
            return set.sequence();
        }
        return null;
    }

    /** What casts and functions say of parameters; nothing is said of the others. */
    private void typeParameters(Select select) {
        for (SelectItem item : select.items()) {
            Expression expression = item.expression();
            if (expression instanceof Expression.Cast cast) {
                type(cast.operand(), cast.typeName());
            }
            if (uncast(expression) instanceof Expression.SetValue set) {
                type(set.value(), "int8");
                type(set.called(), "bool");
            }
        }
        if (select.rows() instanceof io.nextval.sql.RowSource.Series series) {
            type(series.from(), "int8");
            type(series.to(), "int8");
        }
    }

    private void type(Expression expression, String typeName) {
        if (expression instanceof Expression.Parameter parameter) {
            parameterTypes[parameter.index() - 1] = typeName;
        }
    }

    private ProgramColumn column(SelectItem item) throws SqlException {
        Expression expression = item.expression();
        if (!(expression instanceof Expression.Cast cast)) {
            return new ProgramColumn(item.label(), typeName(expression), source(expression));
        }
        Expression operand = cast.operand();
        if (operand instanceof Expression.Cast inner) {
            operand = flattened(inner);
        }
        return new ProgramColumn(item.label(), cast.typeName(), source(operand));
    }

    /** A column is cast once; a cast inside another is left out where it changes nothing. */
    private static Expression flattened(Expression.Cast inner) throws SqlException {
        Expression operand = inner.operand();
        if (operand instanceof Expression.Cast || !typeName(operand).equals(inner.typeName())) {
            throw new SqlException(
                    "0AX00",
                    "a cast of a cast is not supported",
                    "",
                    "cast once, to the type that the column shall have",
                    0);
        }
        return operand;
    }

    private static String typeName(Expression expression) {
        if (expression instanceof Expression.Literal literal) {
            return literal.typeName();
        } else if (expression instanceof Expression.SessionValue session) {
            return session.name().equals("now") ? "timestamptz" : "text";
        }
        return expression instanceof Expression.Parameter ? ProgramColumn.UNTYPED : "int8";
    }

    private ColumnSource source(Expression expression) throws SqlException {
        if (expression instanceof Expression.NextValue next) {
            return new ColumnSource.NextOf(sequence(next.sequence()));
        } else if (expression instanceof Expression.CurrentValue current) {
            return new ColumnSource.CurrentOf(sequence(current.sequence()));
        } else if (expression instanceof Expression.LastValue) {
            return new ColumnSource.Last();
        } else if (expression instanceof Expression.SetValue set) {
            return new ColumnSource.SetTo(
                    sequence(set.sequence()), source(set.value()), source(set.called()));
        } else if (expression instanceof Expression.Literal literal) {
            return new ColumnSource.Constant(literal.value());
        } else if (expression instanceof Expression.Parameter parameter) {
            return new ColumnSource.Argument(parameter.index());
        } else if (expression instanceof Expression.SessionValue session) {
            return new ColumnSource.Session(session.name());
        }
        throw new SqlException("0AX00", "this expression is not supported", "", "", 0);
    }

    private int sequence(SequenceReference reference) throws SqlException {
        QualifiedName name = name(reference, names);
        String schema = schemas.of(name, sessionSchema, Schemas.Use.FUNCTION).name();
        SequenceRef used = new SequenceRef(schema, name.name(), Slots.of(schema, name.name()));
        Integer known = indexes.putIfAbsent(used, sequences.size());
        if (known != null) {
            return known;
        }
        sequences.add(used);
        return sequences.size() - 1;
    }

    /** The name that a reference stands for, with the values of the parameters at hand. */
    static QualifiedName name(SequenceReference reference, Map<Integer, String> names)
            throws SqlException {
        if (reference instanceof SequenceReference.Named named) {
            return named.name();
        }
        int parameter = ((SequenceReference.Argument) reference).parameter();
        String text = names.get(parameter);
        if (text == null) {
            throw new SqlException(
                    "07001", "no name of a sequence for parameter " + parameter, "", "", 0);
        }
        return Parser.sequenceName(text);
    }

    private static RowSource rows(Select select) throws SqlException {
        if (select.rows() instanceof io.nextval.sql.RowSource.Series series) {
            return new RowSource(true, bound(series.from()), bound(series.to()));
        }
        return RowSource.SINGLE;
    }

    private static Bound bound(Expression expression) throws SqlException {
        if (expression instanceof Expression.Parameter parameter) {
            return Bound.parameter(parameter.index());
        }
        if (expression instanceof Expression.Literal literal
                && literal.value() instanceof Long number) {
            return Bound.of(number);
        }
        throw new SqlException(
                "42883", "generate_series takes two integers or parameters", "", "", 0);
    }
}
