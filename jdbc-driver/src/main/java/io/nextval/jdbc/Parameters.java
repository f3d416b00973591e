package io.nextval.jdbc;

import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.sql.Date;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Calendar;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** From the objects that callers give as parameters to the values that are sent. Stateless. */
final class Parameters {
    private Parameters() {}

    /** A Long, String, Boolean, BigDecimal, Double or Instant. */
    static Object of(Object value, ZoneId zone) throws SQLException {
        if (value instanceof Long
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Double) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof BigDecimal decimal) {
            Conversions.checkSize(decimal);
            return decimal;
        }
        if (value instanceof BigInteger number) {
            return number.bitLength() < Long.SIZE
                    ? (Object) number.longValue()
                    : of(new BigDecimal(number), zone);
        }
        if (value instanceof Float number) {
            return Double.valueOf(number.toString());
        }
        if (value instanceof Number number
                && (number instanceof AtomicLong || number instanceof AtomicInteger)) {
            return number.longValue();
        }
        if (value instanceof Character letter) {
            return letter.toString();
        }
        return time(value, zone);
    }

    /**
     * The object as one of a type of {@link Types}.
     *
     * @param scale of a numeric type, -1 for the value's own
     */
    static @Nullable Object of(Object value, int type, int scale, ZoneId zone) throws SQLException {
        Object plain = of(value, zone);
        return switch (type) {
            case Types.NULL -> null;
            case Types.TINYINT, Types.SMALLINT -> Casts.to(plain, "int2", zone);
            case Types.INTEGER -> Casts.to(plain, "int4", zone);
            case Types.BIGINT -> Casts.to(plain, "int8", zone);
            case Types.NUMERIC, Types.DECIMAL -> scaled(Casts.to(plain, "numeric", zone), scale);
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> Casts.to(plain, "float8", zone);
            case Types.BIT, Types.BOOLEAN -> Casts.to(plain, "bool", zone);
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR ->
                    Texts.of(plain, zone);
            case Types.DATE, Types.TIMESTAMP, Types.TIMESTAMP_WITH_TIMEZONE ->
                    Casts.to(plain, "timestamptz", zone);
            case Types.OTHER, Types.JAVA_OBJECT -> plain;
            default -> throw Errors.unsupported("a parameter of SQL type " + type);
        };
    }

    private static @Nullable Object scaled(@Nullable Object number, int scale) throws SQLException {
        if (scale < 0 || !(number instanceof BigDecimal decimal)) {
            return number;
        }
        if (scale > WireLimits.DECIMAL_SCALE_MAX) {
            throw Errors.outOfRange(
                    "the scale " + scale + " exceeds the limit of " + WireLimits.DECIMAL_SCALE_MAX);
        }
        BigDecimal rounded = decimal.setScale(scale, RoundingMode.HALF_UP);
        Conversions.checkSize(rounded);
        return rounded;
    }

    private static Instant time(Object value, ZoneId zone) throws SQLException {
        try {
            return checked(instant(value, zone));
        } catch (DateTimeException | ArithmeticException e) {
            throw Errors.outOfRange("the time " + value + " is out of range");
        }
    }

    private static Instant instant(Object value, ZoneId zone) throws SQLException {
        if (value instanceof Instant time) {
            return time;
        }
        if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        }
        if (value instanceof ZonedDateTime time) {
            return time.toInstant();
        }
        if (value instanceof LocalDateTime time) {
            return time.atZone(zone).toInstant();
        }
        if (value instanceof LocalDate day) {
            return day.atStartOfDay(zone).toInstant();
        }
        if (value instanceof Timestamp time) {
            return time.toInstant();
        }
        if (value instanceof Date day) {
            return day.toLocalDate().atStartOfDay(zone).toInstant();
        }
        if (value instanceof Calendar time) {
            return time.toInstant();
        }
        if (value instanceof java.util.Date time && !(value instanceof Time)) {
            return time.toInstant();
        }
        throw Errors.unsupported("a parameter of type " + value.getClass().getName());
    }

    /** Times travel as a number of microseconds. */
    private static Instant checked(Instant time) {
        long unused = Math.multiplyExact(Math.addExact(time.getEpochSecond(), 1), 1_000_000L);
        return time.truncatedTo(ChronoUnit.MICROS);
    }
}
