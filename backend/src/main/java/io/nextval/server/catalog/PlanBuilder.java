package io.nextval.server.catalog;

import io.nextval.server.catalog.Operator.Scalar;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Aggregate;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes operators of Calcite's algebra, and notes what they scan. One thread, one plan. */
final class PlanBuilder {
    private final RexBuilder rexBuilder;
    private final List<Scan> scans = new ArrayList<>();

    PlanBuilder(RexBuilder rexBuilder) {
        this.rexBuilder = rexBuilder;
    }

    RexBuilder rexBuilder() {
        return rexBuilder;
    }

    /** Everything that the operators made so far scan. */
    List<Scan> scans() {
        return List.copyOf(scans);
    }

    /** Adds what a function looks at, which is read together with the rest. */
    void add(Scan scan) {
        scans.add(scan);
    }

    /**
     * @param bound the rows of outer queries that are there when the operator runs
     */
    Operator build(RelNode rel, Set<CorrelationId> bound) {
        return new Builder(bound).build(FilterPushdown.rewrite(rel));
    }

    /** Builds one query; its subqueries are built by builders of their own. */
    private final class Builder {
        private final Scalars scalars;
        private final Set<CorrelationId> bound;

        Builder(Set<CorrelationId> bound) {
            this.bound = bound;
            this.scalars = new Scalars(new Subqueries(PlanBuilder.this, bound));
        }

        Operator build(RelNode rel) {
            if (rel instanceof TableScan scan) {
                return scan(scan, List.of());
            } else if (rel instanceof Filter filter) {
                Scalar condition = scalars.build(filter.getCondition());
                Operator input =
                        filter.getInput() instanceof TableScan scan
                                ? scan(scan, RelOptUtil.conjunctions(filter.getCondition()))
                                : build(filter.getInput());
                return Operators.filter(input, condition);
            } else if (rel instanceof Project project) {
                return Operators.project(
                        build(project.getInput()), scalars.build(project.getProjects()));
            } else if (rel instanceof Join join) {
                return join(join);
            } else if (rel instanceof Aggregate aggregate) {
                if (aggregate.getGroupSets().size() > 1) {
                    throw Scalars.notSupported("ROLLUP, CUBE or GROUPING SETS");
                }
                return Aggregates.of(
                        build(aggregate.getInput()),
                        aggregate.getGroupSet().asList(),
                        aggregate.getAggCallList());
            } else if (rel instanceof Sort sort) {
                return sort(sort);
            } else if (rel instanceof SetOp set) {
                return set(set);
            } else if (rel instanceof Values values) {
                return values(values);
            } else if (rel instanceof Correlate correlate) {
                return correlate(correlate);
            }
            throw Scalars.notSupported("a query of this form");
        }

        private Operator scan(TableScan scan, List<RexNode> conditions) {
            CatalogSchemas.RelationTable table =
                    scan.getTable().unwrap(CatalogSchemas.RelationTable.class);
            if (table == null) {
                throw Scalars.notSupported("a table of this kind");
            }
            Relation relation = table.relation();
            int column = relation instanceof Relation.View view ? view.view().sequenceColumn() : -1;
            scans.add(
                    new Scan(
                            relation,
                            column < 0 ? null : equal(conditions, column),
                            column < 0 ? null : equal(conditions, column + 1)));
            return Operators.scan(relation);
        }

        /** What a column is equal to according to the conditions, if that is known ahead. */
        private @Nullable Scalar equal(List<RexNode> conditions, int column) {
            for (RexNode condition : conditions) {
                if (condition instanceof RexCall call && call.getKind() == SqlKind.EQUALS) {
                    for (int i = 0; i < 2; i++) {
                        RexNode value = RexUtil.removeCast(call.operands.get(1 - i));
                        if (call.operands.get(i) instanceof RexInputRef ref
                                && ref.getIndex() == column
                                && (value instanceof RexLiteral
                                        || value instanceof RexDynamicParam)) {
                            return scalars.build(call.operands.get(1 - i));
                        }
                    }
                }
            }
            return null;
        }

        private Operator join(Join join) {
            JoinRelType type = join.getJoinType();
            int leftWidth = join.getLeft().getRowType().getFieldCount();
            List<Scalar> leftKeys = new ArrayList<>();
            List<Scalar> rightKeys = new ArrayList<>();
            List<RexNode> rest = new ArrayList<>();
            for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
                if (!addKeys(condition, leftWidth, leftKeys, rightKeys)) {
                    rest.add(condition);
                }
            }
            boolean known =
                    type == JoinRelType.INNER
                            || type == JoinRelType.LEFT
                            || type == JoinRelType.RIGHT
                            || type == JoinRelType.FULL;
            if (!known) {
                throw Scalars.notSupported("a join of this kind");
            }
            return new JoinOperator(
                    build(join.getLeft()),
                    build(join.getRight()),
                    leftWidth,
                    join.getRight().getRowType().getFieldCount(),
                    leftKeys,
                    rightKeys,
                    rest.isEmpty()
                            ? null
                            : scalars.build(RexUtil.composeConjunction(rexBuilder, rest)),
                    type == JoinRelType.LEFT || type == JoinRelType.FULL,
                    type == JoinRelType.RIGHT || type == JoinRelType.FULL);
        }

        /** Takes a condition for a key if it says that the two sides are equal in something. */
        private boolean addKeys(
                RexNode condition, int leftWidth, List<Scalar> left, List<Scalar> right) {
            if (!(condition instanceof RexCall call) || call.getKind() != SqlKind.EQUALS) {
                return false;
            }
            for (int i = 0; i < 2; i++) {
                RexNode a = call.operands.get(i);
                RexNode b = call.operands.get(1 - i);
                ImmutableBitSet ofLeft = RelOptUtil.InputFinder.bits(a);
                ImmutableBitSet ofRight = RelOptUtil.InputFinder.bits(b);
                boolean sides =
                        !ofLeft.isEmpty()
                                && !ofRight.isEmpty()
                                && ofLeft.length() <= leftWidth
                                && ofRight.nth(0) >= leftWidth;
                if (sides && kind(a).equals(kind(b)) && FilterPushdown.isMovable(condition)) {
                    left.add(scalars.build(a));
                    right.add(scalars.build(RexUtil.shift(b, -leftWidth)));
                    return true;
                }
            }
            return false;
        }

        /** Types of one kind have equal keys for equal values. */
        private String kind(RexNode expression) {
            return Types.isInteger(expression.getType())
                    ? "int"
                    : Types.nameOf(expression.getType());
        }

        private Operator correlate(Correlate correlate) {
            if (correlate.getJoinType() != JoinRelType.INNER
                    && correlate.getJoinType() != JoinRelType.LEFT) {
                throw Scalars.notSupported("a join of this kind");
            }
            Set<CorrelationId> inner = new HashSet<>(bound);
            inner.add(correlate.getCorrelationId());
            return Operators.correlate(
                    build(correlate.getLeft()),
                    new Builder(inner).build(correlate.getRight()),
                    correlate.getCorrelationId(),
                    correlate.getJoinType() == JoinRelType.LEFT,
                    correlate.getRight().getRowType().getFieldCount());
        }

        private Operator sort(Sort sort) {
            Operator input = build(sort.getInput());
            Operator sorted =
                    sort.getCollation().getFieldCollations().isEmpty()
                            ? input
                            : Operators.sort(
                                    input, order(sort.getCollation().getFieldCollations()));
            return sort.offset == null && sort.fetch == null
                    ? sorted
                    : Operators.limit(
                            sorted,
                            sort.offset == null ? null : scalars.build(sort.offset),
                            sort.fetch == null ? null : scalars.build(sort.fetch));
        }

        private Operator set(SetOp set) {
            List<Operator> inputs = set.getInputs().stream().map(this::build).toList();
            if (set instanceof Union) {
                Operator all = Operators.unionAll(inputs);
                return set.all ? all : Operators.distinct(all);
            }
            if (inputs.size() != 2 || !(set instanceof Intersect || set instanceof Minus)) {
                throw Scalars.notSupported("a set operation of this form");
            }
            return Operators.matching(
                    inputs.get(0), inputs.get(1), set instanceof Intersect, set.all);
        }

        private Operator values(Values values) {
            List<List<Scalar>> rows = new ArrayList<>();
            for (List<RexLiteral> row : values.getTuples()) {
                rows.add(scalars.build(row));
            }
            return Operators.values(rows);
        }
    }

    /** PostgreSQL's order: NULL is greater than everything unless the query says otherwise. */
    private static Comparator<@Nullable Object[]> order(List<RelFieldCollation> fields) {
        return (a, b) -> {
            for (RelFieldCollation field : fields) {
                int order = compare(field, a[field.getFieldIndex()], b[field.getFieldIndex()]);
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        };
    }

    private static int compare(RelFieldCollation field, @Nullable Object a, @Nullable Object b) {
        boolean descending = field.getDirection().isDescending();
        if (a == null || b == null) {
            boolean last =
                    field.nullDirection == RelFieldCollation.NullDirection.LAST
                            || (field.nullDirection == RelFieldCollation.NullDirection.UNSPECIFIED
                                    && !descending);
            return a == b ? 0 : (a == null) == last ? 1 : -1;
        }
        int order = io.nextval.server.catalog.Values.compare(a, b);
        return descending ? -order : order;
    }
}
