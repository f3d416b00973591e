package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

import java.math.BigDecimal;
import java.util.List;

/** Reads the expressions that are served: next values and constants. */
final class ExpressionReader {
    private static final String NEXTVAL = "nextval";
    private static final String SYSTEM_SCHEMA = "pg_catalog";

    private final SourceText source;
    private final Names names;

    ExpressionReader(SourceText source, Names names) {
        this.source = source;
        this.names = names;
    }

    /**
     * @throws SqlException 0AX00 not served, 42703 a column, 42883 wrong arguments, 42602 or 42622
     *     a bad name, 22003 a number beyond bigint
     */
    Expression read(SqlNode node) throws SqlException {
        int position = Positions.of(node, source);
        return switch (node.getKind()) {
            case LITERAL -> literal((SqlLiteral) node, position);
            case MINUS_PREFIX, PLUS_PREFIX -> signed((SqlCall) node);
            case NEXT_VALUE ->
                    new Expression.NextValue(
                            names.qualified((SqlIdentifier) ((SqlCall) node).operand(0)));
            case LITERAL_CHAIN -> throw Errors.notSupported("a string in several parts", position);
            case CURRENT_VALUE -> throw Errors.notSupported("CURRENT VALUE FOR", position);
            case IDENTIFIER -> throw column((SqlIdentifier) node, position);
            case DYNAMIC_PARAM -> throw Errors.notSupported("a parameter in this place", position);
            case SELECT, ORDER_BY, UNION, VALUES, WITH, SCALAR_QUERY ->
                    throw Errors.notSupported("a subquery", position);
            default -> {
                if (node instanceof SqlCall call && call.getOperator() instanceof SqlFunction) {
                    yield function(call, position);
                }
                String what =
                        node instanceof SqlCall call
                                ? call.getOperator().getName()
                                : "an expression of this kind";
                throw Errors.notSupported(
                        what.isBlank() ? "an expression of this kind" : what, position);
            }
        };
    }

    /** Returns the name of a function as called, without PostgreSQL's system schema. */
    String functionName(SqlCall call) throws SqlException {
        if (!(call.getOperator() instanceof SqlFunction function)) {
            return call.getOperator().getName();
        }
        SqlIdentifier identifier = function.getSqlIdentifier();
        if (identifier == null) {
            return Identifier.fold(function.getName());
        }
        List<String> parts = names.parts(identifier);
        return parts.size() == 2 && parts.get(0).equals(SYSTEM_SCHEMA)
                ? parts.get(1)
                : String.join(".", parts);
    }

    private Expression function(SqlCall call, int position) throws SqlException {
        String name = functionName(call);
        if (call.getFunctionQuantifier() != null) {
            throw Errors.notSupported("DISTINCT or ALL in a function", position);
        }
        if (!name.equals(NEXTVAL)) {
            throw Errors.notSupported("function " + Errors.shorten(name), position);
        }
        if (call.operandCount() != 1) {
            throw wrongArguments(position);
        }
        SqlNode argument = call.operand(0);
        int argumentPosition = Positions.of(argument, source);
        if (argument.getKind() == SqlKind.DYNAMIC_PARAM) {
            throw Errors.notSupported("a parameter as the name of a sequence", argumentPosition);
        }
        if (argument instanceof SqlIdentifier identifier) {
            throw column(identifier, argumentPosition);
        }
        if (read(argument) instanceof Expression.Literal literal
                && literal.value() instanceof String text) {
            return new Expression.NextValue(Names.fromString(text, argumentPosition));
        }
        throw wrongArguments(position);
    }

    private static SqlException wrongArguments(int position) {
        return Errors.error(
                SqlState.UNDEFINED_FUNCTION,
                "function nextval takes one argument, the name of a sequence as a string",
                "write nextval('name')",
                position);
    }

    private SqlException column(SqlIdentifier identifier, int position) throws SqlException {
        if (identifier.isStar()) {
            return Errors.notSupported("*", position);
        }
        List<String> parts = names.parts(identifier);
        String name = Errors.shorten(String.join(".", parts));
        return Errors.error(
                SqlState.UNDEFINED_COLUMN,
                "column \"" + name + "\" does not exist",
                "the next value of a sequence is nextval('name')",
                position);
    }

    private Expression signed(SqlCall call) throws SqlException {
        boolean negative = false;
        SqlNode node = call;
        while (node.getKind() == SqlKind.MINUS_PREFIX || node.getKind() == SqlKind.PLUS_PREFIX) {
            negative ^= node.getKind() == SqlKind.MINUS_PREFIX;
            node = ((SqlCall) node).operand(0);
        }
        int position = Positions.of(call, source);
        if (node instanceof SqlLiteral literal
                && Numbers.isInteger(literal)
                && literal.getValue() instanceof BigDecimal value) {
            BigDecimal signed = negative ? value.negate() : value;
            return Expression.Literal.ofInteger(Numbers.bigint(signed, position));
        }
        throw Errors.notSupported("a sign before anything but an integer", position);
    }

    private Expression literal(SqlLiteral literal, int position) throws SqlException {
        SqlTypeName type = literal.getTypeName();
        Object value = literal.getValue();
        if (type == SqlTypeName.NULL) {
            return new Expression.Literal(null, "text");
        }
        if (type == SqlTypeName.BOOLEAN && value instanceof Boolean) {
            return new Expression.Literal(value, "bool");
        }
        if (value instanceof NlsString text && text.getCharsetName() == null) {
            return new Expression.Literal(text.getValue(), "text");
        }
        if (Numbers.isInteger(literal)) {
            return Expression.Literal.ofInteger(Numbers.bigint(literal, source));
        }
        if (type == SqlTypeName.DECIMAL || type == SqlTypeName.DOUBLE) {
            throw Errors.notSupported("a number that is not an integer", position);
        }
        throw Errors.notSupported("a literal of this kind", position);
    }
}
