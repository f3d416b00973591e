package io.nextval.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.Locale;

/** From the values that columns and parameters have to the types that callers ask for. */
final class Conversions {
    private Conversions() {}

    static long toLong(Object value) throws SQLException {
        if (value instanceof Long number) {
            return number;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1 : 0;
        }
        BigDecimal decimal = toBigDecimal(value);
        try {
            return decimal.longValueExact();
        } catch (ArithmeticException e) {
            throw Errors.outOfRange("the value " + decimal + " is no whole number of type bigint");
        }
    }

    /** A whole number from {@code min} to {@code max}, else 22003. */
    static long toNumber(long value, long min, long max, String type) throws SQLException {
        if (value < min || value > max) {
            throw Errors.outOfRange("the value " + value + " is out of range for type " + type);
        }
        return value;
    }

    static BigDecimal toBigDecimal(Object value) throws SQLException {
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Boolean flag) {
            return flag ? BigDecimal.ONE : BigDecimal.ZERO;
        }
        try {
            return new BigDecimal(value.toString().trim());
        } catch (NumberFormatException e) {
            throw Errors.badConversion(value, "number");
        }
    }

    static boolean toBoolean(Object value) throws SQLException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
            case "1", "t", "true", "y", "yes", "on" -> true;
            case "0", "f", "false", "n", "no", "off" -> false;
            default -> throw Errors.badConversion(value, "boolean");
        };
    }

    static <T> T to(Object value, Class<T> type) throws SQLException {
        Object converted;
        if (type.isInstance(value)) {
            converted = value;
        } else if (type == Long.class) {
            converted = toLong(value);
        } else if (type == Integer.class) {
            converted =
                    (int) toNumber(toLong(value), Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
        } else if (type == String.class) {
            converted = value.toString();
        } else if (type == BigDecimal.class) {
            converted = toBigDecimal(value);
        } else if (type == BigInteger.class) {
            converted = BigInteger.valueOf(toLong(value));
        } else if (type == Boolean.class) {
            converted = toBoolean(value);
        } else {
            throw Errors.unsupported("a value as " + type.getName());
        }
        return type.cast(converted);
    }
}
