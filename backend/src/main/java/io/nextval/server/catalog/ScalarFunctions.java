package io.nextval.server.catalog;

import io.nextval.server.config.ServerVersion;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;

/** The functions of {@link Functions} over values; each gives NULL for a NULL but where said. */
final class ScalarFunctions {

    /** A function over values; none of the arguments is null unless {@link #takesNull}. */
    interface Body {
        @Nullable Object apply(@Nullable Object[] arguments);
    }

    private ScalarFunctions() {}

    /** True for functions that are called with NULL among their arguments. */
    static boolean takesNull(String name) {
        return switch (name) {
            case "concat", "greatest", "least" -> true;
            default -> false;
        };
    }

    /** Returns the value that the session gives for a function without arguments, or null. */
    static @Nullable Object ofSession(String name, Execution run) {
        return switch (name) {
            case "current_user", "session_user", "user" -> run.session().user();
            case "current_schema" -> run.session().schema();
            case "current_catalog", "current_database" -> run.session().database();
            case "now", "current_timestamp" -> run.now();
            case "version" -> "Nextval " + ServerVersion.current();
            default -> null;
        };
    }

    /** Returns a function by its lower-case name, or null if there is none. */
    static @Nullable Body find(String name) {
        return switch (name) {
            case "lower" -> a -> Texts.lower(text(a, 0));
            case "upper" -> a -> Texts.upper(text(a, 0));
            case "initcap" -> a -> Texts.initcap(text(a, 0));
            case "reverse" -> a -> new StringBuilder(text(a, 0)).reverse().toString();
            case "length", "char_length", "character_length" ->
                    a -> (long) Texts.length(text(a, 0));
            case "octet_length" -> a -> (long) text(a, 0).getBytes(StandardCharsets.UTF_8).length;
            case "bit_length" -> a -> 8L * text(a, 0).getBytes(StandardCharsets.UTF_8).length;
            case "ltrim" -> a -> Texts.trim(text(a, 0), characters(a), true, false);
            case "rtrim" -> a -> Texts.trim(text(a, 0), characters(a), false, true);
            case "btrim" -> a -> Texts.trim(text(a, 0), characters(a), true, true);
            case "substr", "substring" ->
                    a -> Texts.substring(text(a, 0), number(a, 1), optional(a, 2));
            case "strpos" -> a -> Texts.position(text(a, 0), text(a, 1));
            case "position" -> a -> Texts.position(text(a, 1), text(a, 0));
            case "replace" -> a -> Texts.replace(text(a, 0), text(a, 1), text(a, 2));
            case "translate" -> a -> Texts.translate(text(a, 0), text(a, 1), text(a, 2));
            case "left" -> a -> Texts.leftOrAllBut(text(a, 0), number(a, 1));
            case "right" -> a -> Texts.rightOrAllBut(text(a, 0), number(a, 1));
            case "lpad" -> a -> Texts.pad(text(a, 0), number(a, 1), fill(a), true);
            case "rpad" -> a -> Texts.pad(text(a, 0), number(a, 1), fill(a), false);
            case "repeat" -> a -> Texts.repeat(text(a, 0), number(a, 1));
            case "split_part" -> a -> Texts.splitPart(text(a, 0), text(a, 1), number(a, 2));
            case "starts_with" -> a -> text(a, 0).startsWith(text(a, 1));
            case "||" -> a -> Texts.concat(text(a, 0), text(a, 1));
            case "concat" -> ScalarFunctions::concat;
            case "greatest" -> a -> extreme(a, 1);
            case "least" -> a -> extreme(a, -1);
            default -> numeric(name);
        };
    }

    private static @Nullable Body numeric(String name) {
        return switch (name) {
            case "abs" -> a -> number(a).signum() < 0 ? negated(a) : a[0];
            case "sign" -> a -> like(a[0], BigDecimal.valueOf(number(a).signum()));
            case "ceil", "ceiling" -> a -> rounded(a, RoundingMode.CEILING);
            case "floor" -> a -> rounded(a, RoundingMode.FLOOR);
            case "round" -> a -> rounded(a, RoundingMode.HALF_UP);
            case "trunc" -> a -> rounded(a, RoundingMode.DOWN);
            case "power" -> a -> power(real(a, 0), real(a, 1));
            case "sqrt" -> a -> sqrt(real(a, 0));
            default -> null;
        };
    }

    private static String concat(@Nullable Object[] arguments) {
        String result = "";
        for (Object argument : arguments) {
            if (argument != null) {
                result = Texts.concat(result, Casts.text(argument));
            }
        }
        return result;
    }

    private static @Nullable Object extreme(@Nullable Object[] arguments, int sign) {
        Object best = null;
        for (Object argument : arguments) {
            if (argument != null && (best == null || sign * Values.compare(argument, best) > 0)) {
                best = argument;
            }
        }
        return best;
    }

    private static Object rounded(@Nullable Object[] a, RoundingMode mode) {
        Object value = a[0];
        long scale = a.length > 1 ? number(a, 1) : 0;
        if (Math.abs(scale) > QueryLimits.NUMERIC_DIGITS_MAX) {
            throw new QueryException(
                    SqlStates.INVALID_PARAMETER, "the number of digits is out of range");
        }
        if (value instanceof Double real) {
            if (real.isNaN() || real.isInfinite()) {
                return real;
            }
            RoundingMode used = mode == RoundingMode.HALF_UP ? RoundingMode.HALF_EVEN : mode;
            return new BigDecimal(Double.toString(real)).setScale((int) scale, used).doubleValue();
        }
        BigDecimal number = number(a).setScale((int) scale, mode);
        return like(value, number.scale() < 0 ? number.setScale(0) : number);
    }

    private static Object negated(@Nullable Object[] a) {
        return Arithmetic.negate(argument(a, 0), "int8");
    }

    /** The number in the type of the value: integers stay integers. */
    private static Object like(@Nullable Object value, BigDecimal number) {
        if (value instanceof Long) {
            return Casts.integer(number, "int8");
        }
        if (value instanceof Double) {
            return number.doubleValue();
        }
        return number;
    }

    private static Double power(double base, double exponent) {
        if (base < 0 && exponent != Math.rint(exponent)) {
            throw new QueryException(
                    "2201F",
                    "a negative number raised to a non-integer power yields a complex result");
        }
        return finite(Math.pow(base, exponent));
    }

    private static Double sqrt(double value) {
        if (value < 0) {
            throw new QueryException("2201F", "cannot take square root of a negative number");
        }
        return Math.sqrt(value);
    }

    private static Double finite(double value) {
        if (Double.isInfinite(value)) {
            throw new QueryException(SqlStates.NUMBER_OUT_OF_RANGE, "value out of range: overflow");
        }
        return value;
    }

    private static String text(@Nullable Object[] arguments, int index) {
        return (String) argument(arguments, index);
    }

    private static long number(@Nullable Object[] arguments, int index) {
        return (Long) argument(arguments, index);
    }

    private static BigDecimal number(@Nullable Object[] arguments) {
        return Values.decimal(argument(arguments, 0));
    }

    private static double real(@Nullable Object[] arguments, int index) {
        return ((Number) argument(arguments, index)).doubleValue();
    }

    private static long optional(@Nullable Object[] arguments, int index) {
        return index < arguments.length ? number(arguments, index) : Integer.MAX_VALUE;
    }

    private static String characters(@Nullable Object[] arguments) {
        return arguments.length > 1 ? text(arguments, 1) : " ";
    }

    private static String fill(@Nullable Object[] arguments) {
        return arguments.length > 2 ? text(arguments, 2) : " ";
    }

    private static Object argument(@Nullable Object[] arguments, int index) {
        Object value = arguments[index];
        if (value == null) {
            throw new IllegalStateException("a function that takes no NULL was given one");
        }
        return value;
    }
}
