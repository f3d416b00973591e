package io.nextval.server.catalog;

import io.nextval.server.catalog.Operator.Scalar;

import org.apache.calcite.rel.core.CorrelationId;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexCorrelVariable;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexFieldAccess;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexOver;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlTrimFunction;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Expressions of Calcite's algebra as trees of small objects that compute them. Classes are not
 * made at run time, so any number of different queries leaves nothing behind.
 */
final class Scalars {
    private final Subqueries subqueries;

    Scalars(Subqueries subqueries) {
        this.subqueries = subqueries;
    }

    List<Scalar> build(List<? extends RexNode> expressions) {
        List<Scalar> scalars = new ArrayList<>(expressions.size());
        for (RexNode expression : expressions) {
            scalars.add(build(expression));
        }
        return List.copyOf(scalars);
    }

    Scalar build(RexNode expression) {
        if (expression instanceof RexInputRef column) {
            int index = column.getIndex();
            return (run, row) -> row[index];
        } else if (expression instanceof RexLiteral literal) {
            Object value = literal(literal);
            return (run, row) -> value;
        } else if (expression instanceof RexDynamicParam parameter) {
            int index = parameter.getIndex();
            return (run, row) -> run.parameter(index);
        } else if (expression instanceof RexFieldAccess access
                && access.getReferenceExpr() instanceof RexCorrelVariable outer) {
            CorrelationId id = outer.id;
            int index = access.getField().getIndex();
            return (run, row) -> run.outerRow(id)[index];
        } else if (expression instanceof RexSubQuery subquery) {
            return subqueries.scalar(subquery, build(subquery.getOperands()));
        } else if (expression instanceof RexOver) {
            throw notSupported("window functions");
        } else if (expression instanceof RexCall call) {
            return call(call);
        }
        throw notSupported("an expression of this form");
    }

    private static @Nullable Object literal(RexLiteral literal) {
        if (literal.isNull()) {
            return null;
        }
        RelDataType type = literal.getType();
        return switch (literal.getTypeName()) {
            case BOOLEAN -> literal.getValueAs(Boolean.class);
            case CHAR, VARCHAR -> literal.getValueAs(String.class);
            case SYMBOL -> literal.getValue();
            case TINYINT, SMALLINT, INTEGER, BIGINT, DECIMAL, FLOAT, REAL, DOUBLE -> {
                BigDecimal number = literal.getValueAs(BigDecimal.class);
                yield number == null ? null : Casts.cast(number, Types.nameOf(type));
            }
            default ->
                    throw notSupported(
                            "a literal of type "
                                    + type.getSqlTypeName().getName().toLowerCase(Locale.ROOT));
        };
    }

    private Scalar call(RexCall call) {
        return switch (call.getKind()) {
            case AND -> and(build(call.getOperands()));
            case OR -> or(build(call.getOperands()));
            case EQUALS,
                    NOT_EQUALS,
                    LESS_THAN,
                    LESS_THAN_OR_EQUAL,
                    GREATER_THAN,
                    GREATER_THAN_OR_EQUAL ->
                    comparison(call);
            case IS_DISTINCT_FROM -> distinct(call, true);
            case IS_NOT_DISTINCT_FROM -> distinct(call, false);
            case NOT -> {
                Scalar operand = build(call.operands.get(0));
                yield (run, row) ->
                        operand.value(run, row) instanceof Boolean flag ? (Object) !flag : null;
            }
            case IS_NULL, IS_UNKNOWN -> test(call, null, true);
            case IS_NOT_NULL -> test(call, null, false);
            case IS_TRUE -> test(call, true, true);
            case IS_NOT_TRUE -> test(call, true, false);
            case IS_FALSE -> test(call, false, true);
            case IS_NOT_FALSE -> test(call, false, false);
            case CASE -> choice(build(call.getOperands()));
            case COALESCE -> firstNotNull(build(call.getOperands()));
            case CAST -> cast(call);
            case REINTERPRET -> build(call.operands.get(0));
            case PLUS, MINUS, TIMES, DIVIDE, MOD -> arithmetic(call);
            case MINUS_PREFIX -> {
                Scalar operand = build(call.operands.get(0));
                String type = Types.nameOf(call.getType());
                yield (run, row) -> {
                    Object value = operand.value(run, row);
                    return value == null ? null : Arithmetic.negate(value, type);
                };
            }
            case PLUS_PREFIX -> build(call.operands.get(0));
            case LIKE -> like(call);
            case SEARCH -> build(RexUtil.expandSearch(subqueries.rexBuilder(), null, call));
            case TRIM -> trim(call);
            case ROW -> throw notSupported("a row as a value");
            default -> function(call);
        };
    }

    private static Scalar and(List<Scalar> operands) {
        return (run, row) -> {
            boolean unknown = false;
            for (Scalar operand : operands) {
                Object value = operand.value(run, row);
                if (value == null) {
                    unknown = true;
                } else if (!(Boolean) value) {
                    return false;
                }
            }
            return unknown ? null : (Object) true;
        };
    }

    private static Scalar or(List<Scalar> operands) {
        return (run, row) -> {
            boolean unknown = false;
            for (Scalar operand : operands) {
                Object value = operand.value(run, row);
                if (value == null) {
                    unknown = true;
                } else if ((Boolean) value) {
                    return true;
                }
            }
            return unknown ? null : (Object) false;
        };
    }

    private Scalar comparison(RexCall call) {
        if (call.operands.get(0).getType().isStruct()) {
            throw notSupported("comparing rows");
        }
        Scalar left = build(call.operands.get(0));
        Scalar right = build(call.operands.get(1));
        SqlKind kind = call.getKind();
        return (run, row) -> {
            Object a = left.value(run, row);
            Object b = right.value(run, row);
            return a == null || b == null ? null : (Object) holds(kind, Values.compare(a, b));
        };
    }

    /** Tells whether a comparison holds, given how the first value lies to the second. */
    static boolean holds(SqlKind kind, int order) {
        return switch (kind) {
            case EQUALS -> order == 0;
            case NOT_EQUALS -> order != 0;
            case LESS_THAN -> order < 0;
            case LESS_THAN_OR_EQUAL -> order <= 0;
            case GREATER_THAN -> order > 0;
            case GREATER_THAN_OR_EQUAL -> order >= 0;
            default -> throw notSupported("the operator " + kind.sql);
        };
    }

    private Scalar distinct(RexCall call, boolean wanted) {
        Scalar left = build(call.operands.get(0));
        Scalar right = build(call.operands.get(1));
        return (run, row) -> {
            Object a = left.value(run, row);
            Object b = right.value(run, row);
            boolean same = (a == null || b == null) ? a == b : Values.compare(a, b) == 0;
            return same != wanted;
        };
    }

    private Scalar test(RexCall call, @Nullable Boolean asked, boolean wanted) {
        Scalar operand = build(call.operands.get(0));
        return (run, row) -> {
            Object value = operand.value(run, row);
            boolean is = asked == null ? value == null : asked.equals(value);
            return is == wanted;
        };
    }

    private static Scalar choice(List<Scalar> operands) {
        return (run, row) -> {
            int last = operands.size() - 1;
            for (int i = 0; i < last; i += 2) {
                if (Boolean.TRUE.equals(operands.get(i).value(run, row))) {
                    return operands.get(i + 1).value(run, row);
                }
            }
            return operands.get(last).value(run, row);
        };
    }

    private static Scalar firstNotNull(List<Scalar> operands) {
        return (run, row) -> {
            for (Scalar operand : operands) {
                Object value = operand.value(run, row);
                if (value != null) {
                    return value;
                }
            }
            return null;
        };
    }

    private Scalar cast(RexCall call) {
        Scalar operand = build(call.operands.get(0));
        RelDataType type = call.getType();
        if (type.isStruct()) {
            throw notSupported("a row as a value");
        }
        return (run, row) -> Casts.cast(operand.value(run, row), type);
    }

    private Scalar arithmetic(RexCall call) {
        Scalar left = build(call.operands.get(0));
        Scalar right = build(call.operands.get(1));
        SqlKind kind = call.getKind();
        String type = Types.nameOf(call.getType());
        if (!Types.isNumber(call.getType())) {
            throw notSupported("arithmetic with times");
        }
        return (run, row) -> {
            Object a = left.value(run, row);
            Object b = right.value(run, row);
            return a == null || b == null ? null : Arithmetic.binary(kind, a, b, type);
        };
    }

    private Scalar like(RexCall call) {
        boolean ignoreCase = call.getOperator().getName().endsWith("ILIKE");
        List<Scalar> operands = build(call.getOperands());
        boolean fixed = call.operands.stream().skip(1).allMatch(RexLiteral.class::isInstance);
        return (run, row) -> {
            Object text = operands.get(0).value(run, row);
            Object pattern = operands.get(1).value(run, row);
            Object escape = operands.size() > 2 ? operands.get(2).value(run, row) : "\\";
            if (text == null || pattern == null || escape == null) {
                return null;
            }
            if (fixed) {
                return run.once(
                                operands,
                                () -> LikePattern.of((String) pattern, (String) escape, ignoreCase))
                        .matches((String) text);
            }
            return LikePattern.of((String) pattern, (String) escape, ignoreCase)
                    .matches((String) text);
        };
    }

    private Scalar trim(RexCall call) {
        List<Scalar> operands = build(call.getOperands());
        return (run, row) -> {
            Object flag = operands.get(0).value(run, row);
            Object characters = operands.get(1).value(run, row);
            Object text = operands.get(2).value(run, row);
            return characters == null || text == null
                    ? null
                    : Texts.trim(
                            (String) text,
                            (String) characters,
                            flag != SqlTrimFunction.Flag.TRAILING,
                            flag != SqlTrimFunction.Flag.LEADING);
        };
    }

    private Scalar function(RexCall call) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        if (call.operands.isEmpty()) {
            return (run, row) -> ScalarFunctions.ofSession(name, run);
        } else if (PgFunctions.isOne(name)) {
            List<Scalar> arguments = build(call.getOperands());
            boolean constant = RexUtil.isConstant(PgFunctions.object(name, call.getOperands()));
            subqueries.scan(PgFunctions.scan(name, arguments, constant));
            return PgFunctions.scalar(name, arguments);
        }
        ScalarFunctions.Body body = ScalarFunctions.find(name);
        if (body == null) {
            throw notSupported("the function or operator " + name);
        }
        boolean takesNull = ScalarFunctions.takesNull(name);
        List<Scalar> operands = build(call.getOperands());
        return (run, row) -> {
            @Nullable Object[] arguments = new @Nullable Object[operands.size()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = operands.get(i).value(run, row);
                if (arguments[i] == null && !takesNull) {
                    return null;
                }
            }
            return body.apply(arguments);
        };
    }

    static QueryException notSupported(String what) {
        return new QueryException(SqlStates.FEATURE_NOT_SUPPORTED, what + " is not supported");
    }
}
