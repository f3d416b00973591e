package io.nextval.server.execute;

import io.nextval.server.state.Slots;
import io.nextval.sql.Expression;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Select;
import io.nextval.sql.SelectItem;
import io.nextval.sql.SqlException;
import io.nextval.wire.Bound;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanColumn;
import io.nextval.wire.PlanKind;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;

import java.util.ArrayList;
import java.util.List;

/** Makes the plan of a SELECT: numbers of sequences with constants beside them, or a query. */
final class SelectPlanner {
    /** Throws 3F000 for a schema that does not exist. */
    interface SchemaCheck {
        void check(String schema) throws SqlException;
    }

    private final List<SequenceRef> sequences = new ArrayList<>();
    private final List<PlanColumn> columns = new ArrayList<>();

    private SelectPlanner() {}

    static Plan plan(Select select, String sessionSchema, SchemaCheck schemas) throws SqlException {
        SelectPlanner planner = new SelectPlanner();
        for (SelectItem item : select.items()) {
            Expression expression = item.expression();
            if (expression instanceof Expression.NextValue next) {
                int sequence = planner.sequence(next.sequence(), sessionSchema, schemas);
                planner.columns.add(new PlanColumn(item.label(), "int8", sequence, null));
            } else if (expression instanceof Expression.Literal literal) {
                planner.columns.add(
                        new PlanColumn(item.label(), literal.typeName(), -1, literal.value()));
            } else {
                throw new SqlException(
                        "0AX00", "a parameter as a column is not supported", "", "", 0);
            }
        }
        boolean query = planner.sequences.isEmpty();
        return new Plan(
                query ? PlanKind.QUERY : PlanKind.SEQUENCE,
                query ? 0 : planner.sequences.get(0).slot(),
                select.parameterCount(),
                planner.columns,
                planner.sequences,
                rows(select),
                List.of());
    }

    private int sequence(QualifiedName name, String sessionSchema, SchemaCheck schemas)
            throws SqlException {
        String qualifier = name.schema();
        String schema = qualifier == null ? sessionSchema : qualifier;
        schemas.check(schema);
        SequenceRef reference = new SequenceRef(schema, name.name(), Slots.of(schema, name.name()));
        int known = sequences.indexOf(reference);
        if (known >= 0) {
            return known;
        }
        sequences.add(reference);
        return sequences.size() - 1;
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
