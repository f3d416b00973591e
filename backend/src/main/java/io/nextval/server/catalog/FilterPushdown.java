package io.nextval.server.catalog;

import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.logical.LogicalJoin;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.util.ImmutableBitSet;
import org.apache.calcite.util.Util;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves conditions to where their columns come from, so that a comma between two tables is a join
 * on equal columns and a condition on a name reaches the scan. Conditions with subqueries stay.
 */
final class FilterPushdown {
    private FilterPushdown() {}

    static RelNode rewrite(RelNode rel) {
        return push(rel, List.of());
    }

    private static RelNode push(RelNode rel, List<RexNode> conditions) {
        if (rel instanceof LogicalFilter filter) {
            List<RexNode> all = new ArrayList<>(RelOptUtil.conjunctions(filter.getCondition()));
            all.addAll(conditions);
            return push(filter.getInput(), all);
        } else if (rel instanceof LogicalProject project) {
            return project(project, conditions);
        } else if (rel instanceof LogicalJoin join) {
            return join(join, conditions);
        }
        return filtered(withInputs(rel), conditions);
    }

    private static RelNode withInputs(RelNode rel) {
        List<RelNode> inputs = new ArrayList<>();
        for (RelNode input : rel.getInputs()) {
            inputs.add(rewrite(input));
        }
        return inputs.equals(rel.getInputs()) ? rel : rel.copy(rel.getTraitSet(), inputs);
    }

    private static RelNode project(LogicalProject project, List<RexNode> conditions) {
        List<RexNode> moved = new ArrayList<>();
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : conditions) {
            if (isMovable(condition) && isSimple(condition, project)) {
                moved.add(RelOptUtil.pushPastProject(condition, project));
            } else {
                kept.add(condition);
            }
        }
        RelNode input = push(project.getInput(), moved);
        RelNode moving =
                input == project.getInput()
                        ? project
                        : project.copy(
                                project.getTraitSet(),
                                input,
                                project.getProjects(),
                                project.getRowType());
        return filtered(moving, kept);
    }

    /** Whether nothing but columns and constants takes the place of the condition's columns. */
    private static boolean isSimple(RexNode condition, LogicalProject project) {
        for (int index : RelOptUtil.InputFinder.bits(condition)) {
            RexNode source = project.getProjects().get(index);
            if (!(source instanceof RexInputRef) && !(source instanceof RexLiteral)) {
                return false;
            }
        }
        return true;
    }

    private static RelNode join(LogicalJoin join, List<RexNode> above) {
        JoinRelType type = join.getJoinType();
        int leftWidth = join.getLeft().getRowType().getFieldCount();
        List<RexNode> left = new ArrayList<>();
        List<RexNode> right = new ArrayList<>();
        List<RexNode> on = new ArrayList<>();
        List<RexNode> kept = new ArrayList<>();
        for (RexNode condition : RelOptUtil.conjunctions(join.getCondition())) {
            boolean toLeft = type == JoinRelType.INNER || type == JoinRelType.RIGHT;
            boolean toRight = type == JoinRelType.INNER || type == JoinRelType.LEFT;
            sort(condition, leftWidth, toLeft ? left : on, toRight ? right : on, on, on);
        }
        for (RexNode condition : above) {
            boolean toLeft = type == JoinRelType.INNER || type == JoinRelType.LEFT;
            boolean toRight = type == JoinRelType.INNER || type == JoinRelType.RIGHT;
            List<RexNode> both = type == JoinRelType.INNER ? on : kept;
            sort(condition, leftWidth, toLeft ? left : kept, toRight ? right : kept, both, kept);
        }
        if (type != JoinRelType.INNER
                && type != JoinRelType.LEFT
                && type != JoinRelType.RIGHT
                && type != JoinRelType.FULL) {
            return filtered(withInputs(join), above);
        }
        List<RexNode> rightShifted = new ArrayList<>();
        for (RexNode condition : right) {
            boolean own = RelOptUtil.InputFinder.bits(condition).nth(0) >= leftWidth;
            rightShifted.add(own ? RexUtil.shift(condition, -leftWidth) : condition);
        }
        RexBuilder rex = join.getCluster().getRexBuilder();
        RelNode rewritten =
                LogicalJoin.create(
                        push(join.getLeft(), left),
                        push(join.getRight(), rightShifted),
                        join.getHints(),
                        RexUtil.composeConjunction(rex, on),
                        join.getVariablesSet(),
                        type);
        return filtered(rewritten, kept);
    }

    private static void sort(
            RexNode condition,
            int leftWidth,
            List<RexNode> left,
            List<RexNode> right,
            List<RexNode> both,
            List<RexNode> immovable) {
        ImmutableBitSet columns = RelOptUtil.InputFinder.bits(condition);
        if (!isMovable(condition) || columns.isEmpty()) {
            immovable.add(condition);
        } else if (columns.length() <= leftWidth) {
            left.add(condition);
        } else if (columns.nth(0) >= leftWidth) {
            right.add(condition);
        } else {
            both.add(condition);
        }
    }

    /** True if the condition holds no subquery. */
    static boolean isMovable(RexNode condition) {
        try {
            condition.accept(
                    new RexVisitorImpl<@Nullable Void>(true) {
                        @Override
                        public @Nullable Void visitSubQuery(RexSubQuery subquery) {
                            throw Util.FoundOne.NULL;
                        }
                    });
            return true;
        } catch (Util.FoundOne found) {
            return false;
        }
    }

    private static RelNode filtered(RelNode input, List<RexNode> conditions) {
        return conditions.isEmpty()
                ? input
                : LogicalFilter.create(
                        input,
                        RexUtil.composeConjunction(input.getCluster().getRexBuilder(), conditions));
    }
}
