package io.nextval.jdbc;

import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
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
        BigDecimal decimal =
                value instanceof Long n ? BigDecimal.valueOf(n) : decimal(value.toString());
        if (decimal == null) {
            throw Errors.badConversion(value, "number");
        }
        return decimal;
    }

    /** The number that the text is, null if it is none; one of absurd size is 22003. */
    static @Nullable BigDecimal decimal(String text) throws SQLException {
        BigDecimal decimal;
        try {
            decimal = new BigDecimal(text.trim());
        } catch (NumberFormatException e) {
            return null;
        }
        checkSize(decimal);
        return decimal;
    }

    /** Refuses what the protocol can not carry. */
    static void checkSize(BigDecimal decimal) throws SQLException {
        if (decimal.precision() > WireLimits.DECIMAL_DIGITS_MAX
                || Math.abs((long) decimal.scale()) > WireLimits.DECIMAL_SCALE_MAX) {
            throw Errors.outOfRange(
                    "a number of "
                            + decimal.precision()
                            + " digits with scale "
                            + decimal.scale()
                            + " exceeds the limits of "
                            + WireLimits.DECIMAL_DIGITS_MAX
                            + " and "
                            + WireLimits.DECIMAL_SCALE_MAX);
        }
    }

    static boolean toBoolean(Object value) throws SQLException {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof BigDecimal || value instanceof Double) {
            return toBigDecimal(value).signum() != 0;
        }
        return switch (value.toString().trim().toLowerCase(Locale.ROOT)) {
            case "1", "t", "true", "y", "yes", "on" -> true;
            case "0", "f", "false", "n", "no", "off" -> false;
            default -> throw Errors.badConversion(value, "boolean");
        };
    }

    static double toDouble(Object value) throws SQLException {
        return value instanceof Double number ? number : toBigDecimal(value).doubleValue();
    }

    static Instant toInstant(Object value, ZoneId zone) throws SQLException {
        if (value instanceof Instant instant) {
            return instant;
        }
        Instant parsed = Texts.instant(value.toString(), zone);
        if (parsed == null) {
            throw Errors.badConversion(value, "timestamp");
        }
        return parsed;
    }

    static <T> T to(Object value, Class<T> type, ZoneId zone) throws SQLException {
        Object converted;
        if (type.isInstance(value)) {
            converted = value;
        } else if (type == Long.class) {
            converted = toLong(value);
        } else if (type == Integer.class) {
            converted =
                    (int) toNumber(toLong(value), Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
        } else if (type == String.class) {
            converted = Texts.of(value, zone);
        } else if (type == BigDecimal.class) {
            converted = toBigDecimal(value);
        } else if (type == BigInteger.class) {
            converted = BigInteger.valueOf(toLong(value));
        } else if (type == Boolean.class) {
            converted = toBoolean(value);
        } else if (type == Double.class) {
            converted = toDouble(value);
        } else if (type == Float.class) {
            converted = (float) toDouble(value);
        } else if (type == Short.class) {
            converted =
                    (short) toNumber(toLong(value), Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
        } else if (type == Instant.class) {
            converted = toInstant(value, zone);
        } else if (type == OffsetDateTime.class) {
            converted = toInstant(value, zone).atZone(zone).toOffsetDateTime();
        } else if (type == ZonedDateTime.class) {
            converted = toInstant(value, zone).atZone(zone);
        } else if (type == LocalDateTime.class) {
            converted = toInstant(value, zone).atZone(zone).toLocalDateTime();
        } else if (type == Timestamp.class) {
            converted = Timestamp.from(toInstant(value, zone));
        } else {
            throw Errors.unsupported("a value as " + type.getName());
        }
        return type.cast(converted);
    }
}
