package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlJoin;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlWith;
import org.apache.calcite.sql.SqlWithItem;
import org.jspecify.annotations.Nullable;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Measures how large a tree becomes for whoever walks it or plans it, and refuses what is too
 * large. One thread, one tree.
 *
 * <p>A short text can mean a large tree. The generated parser makes {@code x = 1, x = 2} of {@code
 * CASE x WHEN 1 … WHEN 2}, with one node for each x, and a planner does the same to {@code
 * coalesce(x, 1)}, {@code x BETWEEN 1 AND 2} and the names of WITH; nested in each other they
 * double the tree at every level. So each node is measured once, and counted as often as it will be
 * there.
 */
final class TreeSize {
    /** Far above the limits, and far below what could overflow when a few are multiplied. */
    private static final long ENOUGH = 1_000_000;

    /** What a node becomes: parts, and among them tables and subqueries. */
    private record Size(long nodes, long relations) {
        static final Size NOTHING = new Size(0, 0);
        static final Size ONE = new Size(1, 0);

        Size plus(Size other, long times) {
            return new Size(
                    Math.min(ENOUGH, nodes + other.nodes * times),
                    Math.min(ENOUGH, relations + other.relations * times));
        }
    }

    private final IdentityHashMap<SqlNode, Size> known = new IdentityHashMap<>();
    private final Map<String, Size> expressions = new HashMap<>();

    private TreeSize() {}

    /**
     * Does nothing for a tree of a good size.
     *
     * @throws SqlException 54001 for another one
     */
    static void check(SqlNode tree) throws SqlException {
        Size size = new TreeSize().of(tree);
        if (size.relations > SqlLimits.RELATIONS_MAX) {
            throw Errors.error(
                    SqlState.TOO_COMPLEX,
                    "the statement reads more than "
                            + SqlLimits.RELATIONS_MAX
                            + " tables and subqueries",
                    "each use of a WITH query counts with all that it reads",
                    0);
        }
        if (size.nodes > SqlLimits.EXPANDED_NODES_MAX) {
            throw Errors.error(
                    SqlState.TOO_COMPLEX,
                    "the statement has more than "
                            + SqlLimits.EXPANDED_NODES_MAX
                            + " parts when BETWEEN, CASE, COALESCE, IN, NULLIF and WITH are"
                            + " written out",
                    "nest them less deeply, or make the lists shorter",
                    0);
        }
    }

    private Size of(@Nullable SqlNode node) {
        if (node == null) {
            return Size.NOTHING;
        }
        Size before = known.get(node);
        if (before != null) {
            return before;
        }
        Size size = measure(node);
        known.put(node, size);
        return size;
    }

    private Size measure(SqlNode node) {
        if (node instanceof SqlNodeList list) {
            return sum(Size.ONE, list.getList());
        } else if (node instanceof SqlWith with) {
            for (SqlNode item : with.withList) {
                of(item);
            }
            return Size.ONE.plus(of(with.body), 1);
        } else if (node instanceof SqlWithItem item) {
            Size size = of(item.query);
            expressions.merge(key(item.name), size, (a, b) -> a.nodes > b.nodes ? a : b);
            return size;
        } else if (node instanceof SqlSelect select) {
            Size all = sum(new Size(1, 1), select.getOperandList());
            return all.plus(from(select.getFrom()), 1);
        } else if (node.getKind() == SqlKind.EXPLICIT_TABLE) {
            return Size.ONE.plus(from(((SqlCall) node).operand(0)), 1);
        } else if (node instanceof SqlCall call) {
            return call(call);
        }
        return Size.ONE;
    }

    private Size sum(Size start, List<? extends @Nullable SqlNode> nodes) {
        Size size = start;
        for (SqlNode node : nodes) {
            size = size.plus(of(node), 1);
        }
        return size;
    }

    /** What names after FROM add to what they are as nodes. */
    private Size from(@Nullable SqlNode node) {
        if (node instanceof SqlJoin join) {
            return from(join.getLeft()).plus(from(join.getRight()), 1);
        } else if (node instanceof SqlIdentifier name) {
            return new Size(0, 1).plus(expressions.getOrDefault(key(name), Size.NOTHING), 1);
        } else if (node instanceof SqlCall call
                && (call.getKind() == SqlKind.AS || call.getKind() == SqlKind.TABLE_REF)) {
            return from(call.operand(0));
        }
        return Size.NOTHING;
    }

    /** Without regard to quotes, since a name too many only makes the tree look larger. */
    private static String key(SqlIdentifier name) {
        return name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT);
    }

    private Size call(SqlCall call) {
        List<SqlNode> operands = call.getOperandList();
        Size size = Size.ONE;
        for (int i = 0; i < operands.size(); i++) {
            size = size.plus(of(operands.get(i)), copies(call, operands, i));
        }
        return size;
    }

    /** How often an operand is there when the call is written out. */
    private static long copies(SqlCall call, List<SqlNode> operands, int index) {
        return switch (call.getKind()) {
            case IN, NOT_IN, SOME, ALL ->
                    index == 0 && operands.get(1) instanceof SqlNodeList list
                            ? Math.max(1, list.size())
                            : 1;
            case BETWEEN -> index == 0 ? 2 : 1;
            case IS_DISTINCT_FROM, IS_NOT_DISTINCT_FROM -> 3;
            case COALESCE -> 2;
            case NULLIF -> index == 0 ? 2 : 1;
            default -> copiesOfFunction(call, index);
        };
    }

    /** Functions are not known by kind before a planner has looked them up. */
    private static long copiesOfFunction(SqlCall call, int index) {
        String name = call.getOperator().getName();
        boolean doubled =
                name.equalsIgnoreCase("coalesce")
                        || (index == 0 && name.equalsIgnoreCase("nullif"));
        return doubled ? 2 : 1;
    }
}
