package io.nextval.sql;

import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.type.SqlTypeName;

import java.math.BigDecimal;

/** Numbers of the tree as bigint. */
final class Numbers {
    private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    /** Returns the value of a number's text, which may have a sign. */
    static long bigint(String number, int position) throws SqlException {
        for (int i = number.startsWith("-") ? 1 : 0; i < number.length(); i++) {
            if (!Scanner.isDigit(number.charAt(i))) {
                throw notBigint(number, position);
            }
        }
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw Errors.outOfBigint(number, position);
        }
    }

    static long bigint(BigDecimal value, int position) throws SqlException {
        if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
            throw Errors.outOfBigint(value.toPlainString(), position);
        }
        return value.longValue();
    }

    private static SqlException notBigint(String number, int position) {
        return Errors.error(
                SqlState.INVALID_TEXT,
                "invalid input syntax for type bigint: \"" + Errors.shorten(number) + '"',
                "",
                position);
    }

    /** Returns whether the literal is written as an integer of any size: no dot, no exponent. */
    static boolean isInteger(SqlLiteral literal) {
        return literal.getTypeName() == SqlTypeName.DECIMAL
                && literal.getValue() instanceof BigDecimal value
                && value.scale() == 0;
    }
}
