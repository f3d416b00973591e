package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;

/** Reads the expressions that are served: numbers of sequences, constants, parameters, casts. */
final class ExpressionReader {
    private static final String SYSTEM_SCHEMA = "pg_catalog";
    private static final Set<String> NUMBERS = Set.of("int2", "int4", "int8", "numeric", "float8");
    private static final int SCALE_MAX = 1_000;

    private final SourceText source;
    private final Names names;
    private final FunctionReader functions;
    private boolean columns;

    ExpressionReader(SourceText source, Names names) {
        this.source = source;
        this.names = names;
        this.functions = new FunctionReader(source, names, this);
    }

    /**
     * @throws SqlException 0AX00 not served, 42703 a column, 42883 wrong arguments, 42602 or 42622
     *     a bad name, 22003 a number beyond bigint
     */
    Expression read(SqlNode node) throws SqlException {
        int position = Positions.of(node, source);
        return switch (node.getKind()) {
            case LITERAL -> literal((SqlLiteral) node, position);
            case MINUS_PREFIX, PLUS_PREFIX -> signed(node, false, position);
            case DYNAMIC_PARAM -> new Expression.Parameter(((SqlDynamicParam) node).getIndex() + 1);
            case NEXT_VALUE -> new Expression.NextValue(sequence((SqlCall) node));
            case CURRENT_VALUE -> new Expression.CurrentValue(sequence((SqlCall) node));
            case CAST -> cast((SqlCall) node, position);
            case IDENTIFIER -> identifier((SqlIdentifier) node, position);
            case LITERAL_CHAIN -> throw Errors.notSupported("a string in several parts", position);
            case SELECT, ORDER_BY, UNION, VALUES, WITH, SCALAR_QUERY ->
                    throw Errors.notSupported("a subquery", position);
            default -> {
                if (node instanceof SqlCall call && call.getOperator() instanceof SqlFunction) {
                    yield functions.read(call, functionName(call), position);
                }
                String what = node instanceof SqlCall call ? call.getOperator().getName() : "";
                throw Errors.notSupported(
                        what.isBlank() ? "an expression of this kind" : what, position);
            }
        };
    }

    /** Says that there is something to select from, so that other names may be columns of it. */
    void haveColumns() {
        columns = true;
    }

    /** Returns a bigint that is written out, or a parameter; null for anything else. */
    @Nullable Expression number(SqlNode node) throws SqlException {
        return functions.number(node);
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

    private SequenceReference sequence(SqlCall call) throws SqlException {
        return new SequenceReference.Named(names.qualified((SqlIdentifier) call.operand(0)));
    }

    private Expression cast(SqlCall call, int position) throws SqlException {
        Expression operand = read(call.operand(0));
        boolean bigint =
                operand instanceof Expression.NextValue
                        || operand instanceof Expression.CurrentValue
                        || operand instanceof Expression.LastValue
                        || operand instanceof Expression.SetValue;
        String type = CastTypes.of(call.operand(1), bigint);
        if (type == null) {
            throw Errors.notSupported(
                    "a cast to "
                            + Errors.shorten(source.textOf(call.operand(1).getParserPosition())),
                    Math.max(position, Positions.of(call.operand(1), source)));
        }
        return new Expression.Cast(operand, type);
    }

    /** A value of a sequence or of the session, if it is not a column. */
    private Expression identifier(SqlIdentifier identifier, int position) throws SqlException {
        if (identifier.isStar()) {
            throw Errors.notSupported("*", position);
        }
        if (SequenceCalls.isSequenceValue(identifier)) {
            int last = identifier.names.size() - 1;
            SequenceReference sequence =
                    new SequenceReference.Named(names.qualified(identifier.skipLast(1)));
            return Identifier.fold(identifier.names.get(last)).equals("nextval")
                    ? new Expression.NextValue(sequence)
                    : new Expression.CurrentValue(sequence);
        }
        List<String> parts = names.parts(identifier);
        if (parts.size() == 1 && !Names.isQuoted(identifier, 0)) {
            switch (parts.get(0)) {
                case "current_user",
                        "session_user",
                        "user",
                        "current_schema",
                        "current_catalog" -> {
                    return new Expression.SessionValue(parts.get(0));
                }
                case "current_role", "system_user" -> {
                    return new Expression.SessionValue("current_user");
                }
                case "current_timestamp" -> {
                    return new Expression.SessionValue("now");
                }
                case "current_date", "current_time", "localtime", "localtimestamp" ->
                        throw Errors.notSupported(parts.get(0), position);
                default -> {}
            }
        }
        if (columns) {
            throw Errors.notSupported("a column of generate_series", position);
        }
        throw Errors.error(
                SqlState.UNDEFINED_COLUMN,
                "column \"" + Errors.shorten(String.join(".", parts)) + "\" does not exist",
                "the next value of a sequence is nextval('name')",
                position);
    }

    /** A number after signs; {@code -5::bigint} is the sign of the number, then the cast. */
    private Expression signed(SqlNode signed, boolean minus, int position) throws SqlException {
        boolean negative = minus;
        SqlNode node = signed;
        while (node.getKind() == SqlKind.MINUS_PREFIX || node.getKind() == SqlKind.PLUS_PREFIX) {
            negative ^= node.getKind() == SqlKind.MINUS_PREFIX;
            node = ((SqlCall) node).operand(0);
        }
        if (node instanceof SqlLiteral literal && literal.getValue() instanceof BigDecimal value) {
            return number(literal, negative ? value.negate() : value, position);
        }
        if (node instanceof SqlCall cast && cast.getKind() == SqlKind.CAST) {
            String type = CastTypes.of(cast.operand(1), false);
            if (type != null && NUMBERS.contains(type)) {
                return new Expression.Cast(signed(cast.operand(0), negative, position), type);
            }
        }
        throw Errors.notSupported("a sign before anything but a number", position);
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
        if (value instanceof BigDecimal number) {
            return number(literal, number, position);
        }
        throw Errors.notSupported("a literal of this kind", position);
    }

    private static Expression number(SqlLiteral literal, BigDecimal value, int position)
            throws SqlException {
        if (Numbers.isInteger(literal)) {
            return Expression.Literal.ofInteger(Numbers.bigint(value, position));
        }
        if (literal.getTypeName() != SqlTypeName.DECIMAL
                && literal.getTypeName() != SqlTypeName.DOUBLE) {
            throw Errors.notSupported("a literal of this kind", position);
        }
        if (Math.abs((long) value.scale()) > SCALE_MAX) {
            throw Errors.error(
                    SqlState.NUMBER_OUT_OF_RANGE, "a number is out of range", "", position);
        }
        return new Expression.Literal(value, "numeric");
    }
}
