package io.nextval.wire;

import java.math.BigDecimal;
import java.time.Instant;

/** The content of decimal and timestamp values, and their limits. */
final class Values {
    private static final long MICROS = 1_000_000;
    private static final int NANOS_PER_MICRO = 1_000;

    /** Digits, sign, point, and an exponent of at most five digits with its sign. */
    private static final int DECIMAL_CHARS_MAX = WireLimits.DECIMAL_DIGITS_MAX + 10;

    private Values() {}

    /** The shortest text that reads back equal. */
    static String text(BigDecimal decimal) {
        return checked(decimal).toString();
    }

    static BigDecimal decimal(String text) {
        if (text.length() > DECIMAL_CHARS_MAX) {
            throw new WireException("decimal of " + text.length() + " characters is too long");
        }
        try {
            return checked(new BigDecimal(text));
        } catch (NumberFormatException e) {
            throw new WireException("text is not a decimal number", e);
        }
    }

    /** Microseconds from 1970 on; what is smaller is cut off. */
    static long micros(Instant instant) {
        long seconds = instant.getEpochSecond();
        long fraction = instant.getNano() / NANOS_PER_MICRO;
        if (seconds < 0 && fraction > 0) {
            seconds++;
            fraction -= MICROS;
        }
        try {
            return Math.addExact(Math.multiplyExact(seconds, MICROS), fraction);
        } catch (ArithmeticException e) {
            throw new WireException("time " + instant + " is out of range", e);
        }
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(
                Math.floorDiv(micros, MICROS), Math.floorMod(micros, MICROS) * NANOS_PER_MICRO);
    }

    private static BigDecimal checked(BigDecimal decimal) {
        if (decimal.precision() > WireLimits.DECIMAL_DIGITS_MAX
                || Math.abs((long) decimal.scale()) > WireLimits.DECIMAL_SCALE_MAX) {
            throw new WireException(
                    "decimal with "
                            + decimal.precision()
                            + " digits and scale "
                            + decimal.scale()
                            + " exceeds the limits of "
                            + WireLimits.DECIMAL_DIGITS_MAX
                            + " and "
                            + WireLimits.DECIMAL_SCALE_MAX);
        }
        return decimal;
    }
}
