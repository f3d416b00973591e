package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/**
 * Values of SQL types, as PostgreSQL casts them: whole numbers round, texts are parsed, and what
 * does not fit is 22003 or, for texts, 22P02. Stateless.
 */
final class Casts {
    private Casts() {}

    /** The value as one of the named type; an unknown type takes it as it is. */
    static @Nullable Object to(@Nullable Object value, String typeName, ZoneId zone)
            throws SQLException {
        if (value == null) {
            return null;
        }
        return switch (typeName) {
            case "int2" -> whole(value, Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
            case "int4" -> whole(value, Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
            case "int8" -> whole(value, Long.MIN_VALUE, Long.MAX_VALUE, "bigint");
            case "numeric" -> numeric(value);
            case "float8" -> float8(value);
            case "bool" -> bool(value);
            case "text" -> Texts.of(value, zone);
            case "timestamptz" -> timestamp(value, zone);
            default -> value;
        };
    }

    /** The type of a value that a parameter has. */
    static String typeOf(@Nullable Object value) {
        if (value instanceof Long) {
            return "int8";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof BigDecimal) {
            return "numeric";
        } else if (value instanceof Double) {
            return "float8";
        }
        return value instanceof Instant ? "timestamptz" : "text";
    }

    /** Whether a bigint of any size is one of the named type, unchanged. */
    static boolean keepsNumbers(String typeName) {
        return typeName.equals("int8");
    }

    private static Long whole(Object value, long min, long max, String type) throws SQLException {
        if (value instanceof Long number) {
            if (number < min || number > max) {
                throw Errors.outOfRange(type + " out of range");
            }
            return number;
        }
        if (value instanceof Boolean flag) {
            return flag ? 1L : 0L;
        }
        BigDecimal decimal;
        if (value instanceof BigDecimal exact) {
            decimal = exact.setScale(0, RoundingMode.HALF_UP);
        } else if (value instanceof Double number) {
            if (number.isNaN() || number.isInfinite()) {
                throw Errors.outOfRange(type + " out of range");
            }
            decimal = new BigDecimal(number).setScale(0, RoundingMode.HALF_EVEN);
        } else if (value instanceof String text) {
            return parsed(text, min, max, type);
        } else {
            throw Errors.badCast(value, type);
        }
        if (decimal.compareTo(BigDecimal.valueOf(min)) < 0
                || decimal.compareTo(BigDecimal.valueOf(max)) > 0) {
            throw Errors.outOfRange(type + " out of range");
        }
        return decimal.longValue();
    }

    private static Long parsed(String text, long min, long max, String type) throws SQLException {
        String digits = text.trim();
        if (!digits.matches("[+-]?[0-9]+")) {
            throw Errors.badText(text, type);
        }
        try {
            long number = Long.parseLong(digits);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // more digits than a bigint has
        }
        throw Errors.outOfRange("value \"" + text + "\" is out of range for type " + type);
    }

    private static BigDecimal parsed(String text, String type) throws SQLException {
        BigDecimal decimal = Conversions.decimal(text);
        if (decimal == null) {
            throw Errors.badText(text, type);
        }
        return decimal;
    }

    private static BigDecimal numeric(Object value) throws SQLException {
        if (value instanceof Long number) {
            return BigDecimal.valueOf(number);
        }
        if (value instanceof BigDecimal decimal) {
            return decimal;
        }
        if (value instanceof Double number && !number.isNaN() && !number.isInfinite()) {
            return new BigDecimal(number.toString());
        }
        if (value instanceof String text) {
            return parsed(text, "numeric");
        }
        throw Errors.badCast(value, "numeric");
    }

    private static Double float8(Object value) throws SQLException {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Long || value instanceof BigDecimal) {
            return ((Number) value).doubleValue();
        }
        if (value instanceof String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "nan" -> Double.NaN;
                case "infinity", "inf", "+infinity" -> Double.POSITIVE_INFINITY;
                case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
                default -> parsed(text, "double precision").doubleValue();
            };
        }
        throw Errors.badCast(value, "double precision");
    }

    private static Boolean bool(Object value) throws SQLException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "t", "true", "y", "yes", "on", "1" -> true;
                case "f", "false", "n", "no", "off", "0" -> false;
                default -> throw Errors.badText(text, "boolean");
            };
        }
        throw Errors.badCast(value, "boolean");
    }

    private static Instant timestamp(Object value, ZoneId zone) throws SQLException {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof String text) {
            Instant parsed = Texts.instant(text, zone);
            if (parsed == null) {
                throw Errors.badText(text, "timestamp with time zone");
            }
            return parsed;
        }
        throw Errors.badCast(value, "timestamp with time zone");
    }
}
