package io.nextval.jdbc;

import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
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

    /** Too large a number is 22003 and not infinity. */
    static float toFloat(Object value) throws SQLException {
        double number = toDouble(value);
        float narrow = (float) number;
        if (Float.isInfinite(narrow) && !Double.isInfinite(number)) {
            throw Errors.outOfRange("the value " + value + " is out of range for type real");
        }
        return narrow;
    }

    /** The value as one of the class, which may be that of a primitive type. */
    static <T> T to(Object value, Class<T> type, ZoneId zone) throws SQLException {
        Object converted = type.isInstance(value) ? value : number(value, type);
        if (converted == null) {
            converted = time(value, type, zone);
        }
        if (converted == null) {
            converted = text(value, type, zone);
        }
        if (converted == null) {
            throw Errors.unsupported("a value as " + type.getName());
        }
        @SuppressWarnings("unchecked") // a primitive class casts nothing, but its box is right
        T result = type.isPrimitive() ? (T) converted : type.cast(converted);
        return result;
    }

    private static @Nullable Object number(Object value, Class<?> type) throws SQLException {
        if (type == Long.class || type == long.class || type == Number.class) {
            return toLong(value);
        } else if (type == Integer.class || type == int.class) {
            return (int) toNumber(toLong(value), Integer.MIN_VALUE, Integer.MAX_VALUE, "integer");
        } else if (type == Short.class || type == short.class) {
            return (short) toNumber(toLong(value), Short.MIN_VALUE, Short.MAX_VALUE, "smallint");
        } else if (type == Byte.class || type == byte.class) {
            return (byte) toNumber(toLong(value), Byte.MIN_VALUE, Byte.MAX_VALUE, "byte");
        } else if (type == Double.class || type == double.class) {
            return toDouble(value);
        } else if (type == Float.class || type == float.class) {
            return toFloat(value);
        } else if (type == BigDecimal.class) {
            return toBigDecimal(value);
        } else if (type == BigInteger.class) {
            return toBigInteger(value);
        }
        return (type == Boolean.class || type == boolean.class) ? toBoolean(value) : null;
    }

    @SuppressWarnings("JavaUtilDate") // callers may ask for one
    private static @Nullable Object time(Object value, Class<?> type, ZoneId zone)
            throws SQLException {
        if (type == Instant.class) {
            return toInstant(value, zone);
        } else if (type == OffsetDateTime.class) {
            return toInstant(value, zone).atZone(zone).toOffsetDateTime();
        } else if (type == ZonedDateTime.class) {
            return toInstant(value, zone).atZone(zone);
        } else if (type == LocalDateTime.class) {
            return toInstant(value, zone).atZone(zone).toLocalDateTime();
        } else if (type == LocalDate.class) {
            return toInstant(value, zone).atZone(zone).toLocalDate();
        } else if (type == LocalTime.class) {
            return toInstant(value, zone).atZone(zone).toLocalTime();
        } else if (type == OffsetTime.class) {
            return toInstant(value, zone).atZone(zone).toOffsetDateTime().toOffsetTime();
        } else if (type == Timestamp.class) {
            return Timestamp.from(toInstant(value, zone));
        } else if (type == java.util.Date.class) {
            return new java.util.Date(toInstant(value, zone).toEpochMilli());
        } else if (type == Date.class) {
            return Date.valueOf(toInstant(value, zone).atZone(zone).toLocalDate());
        }
        return type == Time.class
                ? Time.valueOf(toInstant(value, zone).atZone(zone).toLocalTime())
                : null;
    }

    private static @Nullable Object text(Object value, Class<?> type, ZoneId zone)
            throws SQLException {
        if (type == String.class || type == CharSequence.class) {
            return Texts.of(value, zone);
        }
        if (type != Character.class && type != char.class) {
            return null;
        }
        String text = Texts.of(value, zone);
        if (text.length() != 1) {
            throw Errors.badConversion(value, "single character");
        }
        return text.charAt(0);
    }

    private static BigInteger toBigInteger(Object value) throws SQLException {
        BigDecimal decimal = toBigDecimal(value);
        try {
            return decimal.toBigIntegerExact();
        } catch (ArithmeticException e) {
            throw Errors.outOfRange("the value " + decimal + " is no whole number");
        }
    }
}
