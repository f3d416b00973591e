package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;

/** Values as PostgreSQL shows them in ISO style. Stateless. */
final class Texts {
    /** Beyond as many digits a float8 is shown with an exponent. */
    private static final int PLAIN_EXPONENT_MAX = 15;

    private static final int PLAIN_EXPONENT_MIN = -5;

    private static final DateTimeFormatter LOCAL =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd HH:mm:ss")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
                    .toFormatter(java.util.Locale.ROOT);

    /** {@code 2024-01-31 12:00:00.5+01}, also with T, without time or without zone. */
    private static final DateTimeFormatter READ =
            new DateTimeFormatterBuilder()
                    .appendPattern("uuuu-MM-dd[[' ']['T']HH:mm[:ss]")
                    .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
                    .appendPattern("[ ][XXX][X]]")
                    .toFormatter(java.util.Locale.ROOT);

    private Texts() {}

    /**
     * The value as getString and a cast to text give it: a boolean is {@code true} or {@code
     * false}.
     */
    static String of(Object value, ZoneId zone) {
        if (value instanceof BigDecimal decimal) {
            return decimal.toPlainString();
        }
        if (value instanceof Double number) {
            return of(number);
        }
        if (value instanceof Instant instant) {
            OffsetDateTime time = instant.atZone(zone).toOffsetDateTime();
            String offset = time.getOffset().getTotalSeconds() == 0 ? "+00" : offset(time);
            return LOCAL.format(time) + offset;
        }
        return value.toString();
    }

    /** Null for what is no time. */
    static @Nullable Instant instant(String text, ZoneId zone) {
        try {
            TemporalAccessor read =
                    READ.parseBest(
                            text.trim(),
                            OffsetDateTime::from,
                            LocalDateTime::from,
                            LocalDate::from);
            if (read instanceof OffsetDateTime time) {
                return time.toInstant();
            }
            LocalDateTime local =
                    read instanceof LocalDate day ? day.atStartOfDay() : LocalDateTime.from(read);
            return local.atZone(zone).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String offset(OffsetDateTime time) {
        String offset = time.getOffset().getId();
        return offset.endsWith(":00") ? offset.substring(0, offset.length() - 3) : offset;
    }

    private static String of(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.toString(number);
        }
        if (number == 0) {
            return 1 / number < 0 ? "-0" : "0";
        }
        BigDecimal decimal = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        int exponent = decimal.precision() - decimal.scale() - 1;
        if (exponent > PLAIN_EXPONENT_MIN && exponent < PLAIN_EXPONENT_MAX) {
            return decimal.toPlainString();
        }
        String digits = decimal.unscaledValue().abs().toString();
        String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
        String sign = exponent < 0 ? "-" : "+";
        int size = Math.abs(exponent);
        return (number < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + "e"
                + sign
                + (size < 10 ? "0" : "")
                + size;
    }
}
