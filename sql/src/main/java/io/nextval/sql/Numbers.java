package io.nextval.sql;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

import java.math.BigDecimal;

/** Numbers of the tree as bigint. */
final class Numbers {
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /**
     * Returns a numeric literal's value.
     *
     * @throws SqlException 22003 beyond bigint, 22P02 not an integer
     */
    static long bigint(SqlLiteral literal, SourceText source) throws SqlException {
        int position = Positions.of(literal, source);
        BigDecimal value = (BigDecimal) literal.getValue();
        if (value == null || !isInteger(literal)) {
            throw Errors.error(
                    SqlState.INVALID_TEXT,
                    "invalid input syntax for type bigint: \""
                            + Errors.shorten(source.textOf(literal.getParserPosition()))
                            + '"',
                    "",
                    position);
        }
        return bigint(value, position);
    }

    static long bigint(BigDecimal value, int position) throws SqlException {
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw Errors.outOfBigint(value.toPlainString(), position);
        }
        return value.longValue();
    }

    /** Returns whether the literal is written as an integer of any size: no dot, no exponent. */
    static boolean isInteger(SqlLiteral literal) {
        return literal.getTypeName() == SqlTypeName.DECIMAL
                && literal.getValue() instanceof BigDecimal value
                && value.scale() == 0;
    }
}
