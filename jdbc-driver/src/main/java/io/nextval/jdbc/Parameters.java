package io.nextval.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

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
        if (value instanceof Character letter) {
            return letter.toString();
        }
        return time(value, zone);
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
        if (value instanceof Timestamp time) {
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
