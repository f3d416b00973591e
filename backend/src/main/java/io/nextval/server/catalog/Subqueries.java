package io.nextval.server.catalog;

import io.nextval.server.catalog.Operator.Cursor;
import io.nextval.server.catalog.Operator.Scalar;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlQuantifyOperator;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Subqueries in expressions. One that does not refer to its outer query runs once; one that does
 * runs for each row of it.
 */
final class Subqueries {
    private final PlanBuilder plans;
    private final Set<CorrelationId> bound;

    /**
     * @param bound what outer queries bind already; whatever else a subquery refers to is the row
     *     that its expression is computed on
     */
    Subqueries(PlanBuilder plans, Set<CorrelationId> bound) {
        this.plans = plans;
        this.bound = bound;
    }

    RexBuilder rexBuilder() {
        return plans.rexBuilder();
    }

    /** Adds what a function in an expression looks at. */
    void scan(Scan scan) {
        plans.add(scan);
    }

    Scalar scalar(RexSubQuery subquery, List<Scalar> operands) {
        Set<CorrelationId> used = RelOptUtil.getVariablesUsed(subquery.rel);
        Set<CorrelationId> own = new HashSet<>(used);
        own.removeAll(bound);
        Set<CorrelationId> inner = new HashSet<>(bound);
        inner.addAll(own);
        Query query =
                new Query(plans.build(subquery.rel, inner), List.copyOf(own), !used.isEmpty());
        Scalar scalar =
                switch (subquery.getKind()) {
                    case EXISTS -> query::exists;
                    case SCALAR_QUERY -> query::single;
                    case IN -> in(query, operands);
                    case SOME -> some(query, operands, subquery);
                    default -> throw Scalars.notSupported("a subquery of this form");
                };
        return used.isEmpty() ? scalar : releasing(scalar);
    }

    /** What is held for one row of the outer query is not needed for the next. */
    private static Scalar releasing(Scalar scalar) {
        return (run, row) -> {
            long held = run.budget().held();
            Object value = scalar.value(run, row);
            run.budget().release(held);
            return value;
        };
    }

    private static Scalar in(Query query, List<Scalar> operands) {
        return (run, row) -> {
            @Nullable Object[] wanted = new @Nullable Object[operands.size()];
            for (int i = 0; i < wanted.length; i++) {
                wanted[i] = operands.get(i).value(run, row);
            }
            return query.rows(run, row).contains(wanted, run.budget());
        };
    }

    private static Scalar some(Query query, List<Scalar> operands, RexSubQuery subquery) {
        SqlKind comparison = ((SqlQuantifyOperator) subquery.getOperator()).comparisonKind;
        if (operands.size() != 1) {
            throw Scalars.notSupported("comparing rows");
        }
        return (run, row) -> {
            Object wanted = operands.get(0).value(run, row);
            boolean unknown = false;
            for (@Nullable Object[] found : query.rows(run, row).list) {
                run.budget().step();
                Object value = found[0];
                if (wanted == null || value == null) {
                    unknown = true;
                } else if (Scalars.holds(comparison, Values.compare(wanted, value))) {
                    return true;
                }
            }
            return unknown ? null : (Object) false;
        };
    }

    /** The rows of a subquery, and those without NULL as a set. */
    private static final class Rows {
        private final List<@Nullable Object[]> list = new ArrayList<>();
        private final Set<Values.Key> set = new HashSet<>();
        private boolean anyNull;

        void add(@Nullable Object[] row) {
            list.add(row);
            Values.Key key = Values.Key.of(row);
            if (key.hasNull()) {
                anyNull = true;
            } else {
                set.add(key);
            }
        }

        @Nullable Boolean contains(@Nullable Object[] wanted, Budget budget) {
            if (list.isEmpty()) {
                return false;
            }
            Values.Key key = Values.Key.of(wanted);
            if (!key.hasNull() && !anyNull && sameKinds(wanted)) {
                return set.contains(key);
            }
            boolean unknown = false;
            for (@Nullable Object[] row : list) {
                budget.step();
                Boolean equal = equal(row, wanted);
                if (equal == null) {
                    unknown = true;
                } else if (equal) {
                    return true;
                }
            }
            return unknown ? null : false;
        }

        private boolean sameKinds(@Nullable Object[] wanted) {
            @Nullable Object[] first = list.get(0);
            for (int i = 0; i < wanted.length; i++) {
                Object a = wanted[i];
                Object b = first[i];
                if (a == null || b == null || a.getClass() != b.getClass()) {
                    return false;
                }
            }
            return true;
        }

        private static @Nullable Boolean equal(@Nullable Object[] a, @Nullable Object[] b) {
            boolean unknown = false;
            for (int i = 0; i < a.length; i++) {
                Object x = a[i];
                Object y = b[i];
                if (x == null || y == null) {
                    unknown = true;
                } else if (Values.compare(x, y) != 0) {
                    return false;
                }
            }
            return unknown ? null : true;
        }
    }

    /** One subquery of a plan. */
    private static final class Query {
        private final Operator operator;
        private final List<CorrelationId> own;
        private final boolean correlated;

        Query(Operator operator, List<CorrelationId> own, boolean correlated) {
            this.operator = operator;
            this.own = own;
            this.correlated = correlated;
        }

        private Cursor open(Execution run, @Nullable Object[] row) {
            for (CorrelationId id : own) {
                run.bind(id, row);
            }
            return operator.open(run);
        }

        Object exists(Execution run, @Nullable Object[] row) {
            return correlated ? any(run, row) : run.once(this, () -> any(run, row));
        }

        private Boolean any(Execution run, @Nullable Object[] row) {
            run.budget().step();
            return open(run, row).next() != null;
        }

        @Nullable Object single(Execution run, @Nullable Object[] row) {
            return correlated ? first(run, row)[0] : run.once(this, () -> first(run, row))[0];
        }

        private @Nullable Object[] first(Execution run, @Nullable Object[] row) {
            run.budget().step();
            Cursor cursor = open(run, row);
            @Nullable Object @Nullable [] found = cursor.next();
            if (found == null) {
                return new @Nullable Object[1];
            }
            if (cursor.next() != null) {
                throw new QueryException(
                        SqlStates.CARDINALITY,
                        "more than one row returned by a subquery used as an expression");
            }
            return found;
        }

        Rows rows(Execution run, @Nullable Object[] row) {
            return correlated ? read(run, row) : run.once(this, () -> read(run, row));
        }

        private Rows read(Execution run, @Nullable Object[] row) {
            Rows rows = new Rows();
            Cursor cursor = open(run, row);
            for (@Nullable Object @Nullable [] next = cursor.next();
                    next != null;
                    next = cursor.next()) {
                run.budget().step();
                run.budget().hold(next);
                rows.add(next);
            }
            return rows;
        }
    }
}
