package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.jspecify.annotations.Nullable;

import java.util.Set;

/** Reads the functions that are served: those of sequences and those of the session. */
final class FunctionReader {
    private static final String NEXTVAL =
            "function nextval takes one argument, the name of a sequence as a string";
    private static final String CURRVAL =
            "function currval takes one argument, the name of a sequence as a string";
    private static final String LASTVAL = "function lastval takes no argument";
    private static final String SETVAL =
            "function setval takes the name of a sequence, an integer and perhaps a boolean";

    /** A cast to one of these does not change what an argument means. */
    private static final Set<String> TRANSPARENT =
            Set.of("int2", "int4", "int8", "numeric", "text", "bool");

    private final SourceText source;
    private final Names names;
    private final ExpressionReader expressions;

    FunctionReader(SourceText source, Names names, ExpressionReader expressions) {
        this.source = source;
        this.names = names;
        this.expressions = expressions;
    }

    Expression read(SqlCall call, String name, int position) throws SqlException {
        if (call.getFunctionQuantifier() != null) {
            throw Errors.notSupported("DISTINCT or ALL in a function", position);
        }
        int count = call.operandCount();
        return switch (name) {
            case "nextval" -> {
                check(count == 1, NEXTVAL, "write nextval('name')", position);
                yield new Expression.NextValue(
                        sequence(call.operand(0), NEXTVAL, "write nextval('name')"));
            }
            case "currval" -> {
                check(count == 1, CURRVAL, "write currval('name')", position);
                yield new Expression.CurrentValue(
                        sequence(call.operand(0), CURRVAL, "write currval('name')"));
            }
            case "lastval" -> {
                check(count <= 1, LASTVAL, "write lastval()", position);
                yield count == 0
                        ? new Expression.LastValue()
                        : new Expression.CurrentValue(
                                sequence(call.operand(0), LASTVAL, "write lastval()"));
            }
            case "setval" -> setval(call, position);
            case "version", "now", "current_database" -> {
                check(count == 0, "function " + name + " takes no argument", "", position);
                yield new Expression.SessionValue(name);
            }
            default -> throw Errors.notSupported("function " + Errors.shorten(name), position);
        };
    }

    private Expression setval(SqlCall call, int position) throws SqlException {
        String hint = "write setval('name', 42) or setval('name', 42, false)";
        int count = call.operandCount();
        check(count == 2 || count == 3, SETVAL, hint, position);
        SequenceReference sequence = sequence(call.operand(0), SETVAL, hint);
        SqlNode number = call.operand(1);
        Expression value = number(number);
        if (value == null) {
            throw wrong(SETVAL, hint, Positions.of(number, source));
        }
        if (count == 2) {
            return new Expression.SetValue(sequence, value, Expression.Literal.TRUE);
        }
        Expression called = bool(call.operand(2));
        if (called == null) {
            throw wrong(SETVAL, hint, Positions.of(call.operand(2), source));
        }
        return new Expression.SetValue(sequence, value, called);
    }

    /** The sequence that an argument names: a string, a parameter, or MariaDB's bare name. */
    private SequenceReference sequence(SqlNode argument, String message, String hint)
            throws SqlException {
        int position = Positions.of(argument, source);
        SqlNode node = argument;
        while (node.getKind() == SqlKind.CAST
                && CastTypes.isSequenceName(((SqlCall) node).operand(1))) {
            node = ((SqlCall) node).operand(0);
        }
        if (node instanceof SqlDynamicParam parameter) {
            return new SequenceReference.Argument(parameter.getIndex() + 1);
        }
        if (node instanceof SqlIdentifier identifier && !identifier.isStar()) {
            boolean reserved =
                    identifier.isSimple()
                            && !Names.isQuoted(identifier, 0)
                            && ReservedWords.contains(Identifier.fold(identifier.getSimple()));
            check(!reserved, message, hint, position);
            return new SequenceReference.Named(names.qualified(identifier));
        }
        if (node.getKind() == SqlKind.LITERAL
                && expressions.read(node) instanceof Expression.Literal literal
                && literal.value() instanceof String text) {
            return new SequenceReference.Named(Names.fromString(text, Positions.of(node, source)));
        }
        throw wrong(message, hint, position);
    }

    /**
     * Returns a bigint that is written out, as a number or a string, or a parameter, with a cast to
     * an integer or without; or null for anything else.
     */
    @Nullable Expression number(SqlNode argument) throws SqlException {
        Expression value = withoutCasts(argument);
        if (value instanceof Expression.Literal literal) {
            if (literal.value() instanceof String text) {
                return Expression.Literal.ofInteger(
                        Numbers.bigint(text.strip(), Positions.of(argument, source)));
            }
            return literal.value() == null || literal.value() instanceof Long ? literal : null;
        }
        return value instanceof Expression.Parameter ? value : null;
    }

    private @Nullable Expression bool(SqlNode argument) throws SqlException {
        Expression value = withoutCasts(argument);
        if (value instanceof Expression.Literal literal) {
            Object flag = literal.value();
            if (flag == null || flag instanceof Boolean) {
                return literal;
            }
            return switch (Identifier.fold(flag.toString())) {
                case "1", "t", "true" -> Expression.Literal.TRUE;
                case "0", "f", "false" -> new Expression.Literal(false, "bool");
                default -> null;
            };
        }
        return value instanceof Expression.Parameter ? value : null;
    }

    private @Nullable Expression withoutCasts(SqlNode argument) throws SqlException {
        Expression value =
                switch (argument.getKind()) {
                    case LITERAL, MINUS_PREFIX, PLUS_PREFIX, DYNAMIC_PARAM, CAST ->
                            expressions.read(argument);
                    default -> null;
                };
        while (value instanceof Expression.Cast cast && TRANSPARENT.contains(cast.typeName())) {
            value = cast.operand();
        }
        return value;
    }

    private static void check(boolean right, String message, String hint, int position)
            throws SqlException {
        if (!right) {
            throw wrong(message, hint, position);
        }
    }

    private static SqlException wrong(String message, String hint, int position) {
        return Errors.error(SqlState.UNDEFINED_FUNCTION, message, hint, position);
    }
}
