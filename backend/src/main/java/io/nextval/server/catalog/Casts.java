package io.nextval.server.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;

/** Values from one type to another, by PostgreSQL's rules. */
final class Casts {
    private static final int DOUBLE_DIGITS = 15;

    private Casts() {}

    /** Casts to a type with its precision and scale, as an explicit CAST does. */
    static @Nullable Object cast(@Nullable Object value, RelDataType type) {
        Object cast = cast(value, Types.nameOf(type));
        if (cast instanceof BigDecimal number && Types.isConstrained(type)) {
            return fitted(number, type);
        }
        return cast instanceof String text
                        && SqlTypeName.CHAR_TYPES.contains(type.getSqlTypeName())
                        && type.getPrecision() >= 0
                ? Texts.left(text, type.getPrecision())
                : cast;
    }

    /** Casts to one of our types. */
    static @Nullable Object cast(@Nullable Object value, String typeName) {
        if (value == null) {
            return null;
        }
        return switch (typeName) {
            case "int2", "int4", "int8" -> integer(value, typeName);
            case "numeric" -> numeric(value);
            case "float8" -> real(value);
            case "bool" -> bool(value);
            case "timestamptz" -> timestamp(value);
            default -> text(value);
        };
    }

    /** Rounds to one of the integer types. */
    static Long integer(Object value, String typeName) {
        return switch (typeName) {
            case "int2" -> integer(value, typeName, Short.MIN_VALUE, Short.MAX_VALUE);
            case "int4" -> integer(value, typeName, Integer.MIN_VALUE, Integer.MAX_VALUE);
            default -> integer(value, typeName, Long.MIN_VALUE, Long.MAX_VALUE);
        };
    }

    private static Long integer(Object value, String typeName, long min, long max) {
        BigDecimal number;
        if (value instanceof Long known) {
            number = BigDecimal.valueOf(known);
        } else if (value instanceof BigDecimal decimal) {
            number = decimal.setScale(0, RoundingMode.HALF_UP);
        } else if (value instanceof Double real) {
            if (real.isNaN() || real.isInfinite()) {
                throw outOfRange(typeName);
            }
            number = new BigDecimal(Math.rint(real));
        } else if (value instanceof Boolean flag) {
            number = flag ? BigDecimal.ONE : BigDecimal.ZERO;
        } else if (value instanceof String text) {
            String digits = text.trim();
            if (!digits.matches("[+-]?[0-9]{1,200}")) {
                throw badText(typeName, text);
            }
            number = new BigDecimal(digits);
            if (isOutside(number, min, max)) {
                throw new QueryException(
                        SqlStates.NUMBER_OUT_OF_RANGE,
                        "value \""
                                + Texts.shorten(text)
                                + "\" is out of range for type "
                                + Types.displayName(typeName));
            }
        } else {
            throw cannot(value, typeName);
        }
        if (isOutside(number, min, max)) {
            throw outOfRange(typeName);
        }
        return number.longValueExact();
    }

    private static boolean isOutside(BigDecimal number, long min, long max) {
        return number.compareTo(BigDecimal.valueOf(min)) < 0
                || number.compareTo(BigDecimal.valueOf(max)) > 0;
    }

    private static BigDecimal numeric(Object value) {
        if (value instanceof BigDecimal || value instanceof Long) {
            return Values.decimal(value);
        }
        if (value instanceof Double real) {
            if (real.isNaN() || real.isInfinite()) {
                throw outOfRange("numeric");
            }
            BigDecimal exact = new BigDecimal(Double.toString(real));
            return exact.round(new MathContext(DOUBLE_DIGITS)).stripTrailingZeros();
        }
        if (value instanceof String text) {
            if (!text.trim().matches("[+-]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][+-]?[0-9]{1,8})?")) {
                throw badText("numeric", text);
            }
            BigDecimal number = new BigDecimal(text.trim());
            return Arithmetic.checked(number.scale() < 0 ? plain(number) : number);
        }
        throw cannot(value, "numeric");
    }

    private static BigDecimal plain(BigDecimal number) {
        return Arithmetic.checked(number).setScale(0, RoundingMode.UNNECESSARY);
    }

    private static BigDecimal fitted(BigDecimal number, RelDataType type) {
        BigDecimal scaled = number.setScale(type.getScale(), RoundingMode.HALF_UP);
        if (scaled.precision() - scaled.scale() > type.getPrecision() - type.getScale()
                && scaled.signum() != 0) {
            throw new QueryException(
                    SqlStates.NUMBER_OUT_OF_RANGE,
                    "numeric field overflow",
                    "the type is numeric(" + type.getPrecision() + ", " + type.getScale() + ")");
        }
        return scaled;
    }

    private static Double real(Object value) {
        if (value instanceof Number number) {
            double real = number.doubleValue();
            if (Double.isInfinite(real) && !(value instanceof Double)) {
                throw outOfRange("float8");
            }
            return real;
        }
        if (value instanceof String text) {
            String trimmed = text.trim();
            try {
                if (trimmed.matches("[+-]?[0-9.]+([eE][+-]?[0-9]+)?")) {
                    return Double.valueOf(trimmed);
                }
                return switch (trimmed.toLowerCase(Locale.ROOT)) {
                    case "nan" -> Double.NaN;
                    case "infinity" -> Double.POSITIVE_INFINITY;
                    case "-infinity" -> Double.NEGATIVE_INFINITY;
                    default -> throw badText("float8", text);
                };
            } catch (NumberFormatException e) {
                throw badText("float8", text);
            }
        }
        throw cannot(value, "float8");
    }

    private static Boolean bool(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Long number) {
            return number != 0;
        }
        if (value instanceof String text) {
            return switch (text.trim().toLowerCase(Locale.ROOT)) {
                case "t", "tr", "tru", "true", "y", "ye", "yes", "on", "1" -> true;
                case "f", "fa", "fal", "fals", "false", "n", "no", "of", "off", "0" -> false;
                default -> throw badText("bool", text);
            };
        }
        throw cannot(value, "bool");
    }

    private static Instant timestamp(Object value) {
        if (value instanceof Instant instant) {
            return instant;
        }
        if (value instanceof String text) {
            String iso = text.trim().replaceFirst("^(\\S+) +", "$1T");
            if (iso.matches(".*[+-][0-9]{2}")) {
                iso = iso + ":00";
            }
            if (iso.indexOf('T') < 0) {
                iso = iso + "T00:00:00";
            }
            try {
                boolean zoned = iso.matches(".*T.*([+-].*|Z)");
                return zoned
                        ? OffsetDateTime.parse(iso).toInstant()
                        : LocalDateTime.parse(iso).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                QueryException bad =
                        new QueryException(
                                "22007",
                                "invalid input syntax for type timestamp with time zone: \""
                                        + Texts.shorten(text)
                                        + '"');
                bad.addSuppressed(e);
                throw bad;
            }
        }
        throw cannot(value, "timestamptz");
    }

    /** Returns a value as PostgreSQL prints it. */
    static String text(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof Double real) {
            return realText(real);
        }
        return value instanceof Instant instant ? instantText(instant) : value.toString();
    }

    private static String realText(double real) {
        if (Double.isNaN(real)) {
            return "NaN";
        }
        if (Double.isInfinite(real)) {
            return real > 0 ? "Infinity" : "-Infinity";
        }
        if (real == 0) {
            return 1 / real < 0 ? "-0" : "0";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(real)).stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -5 && exponent < DOUBLE_DIGITS) {
            return shortest.toPlainString();
        }
        String digits = shortest.unscaledValue().abs().toString();
        String mantissa =
                digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        return (real < 0 ? "-" : "")
                + mantissa
                + String.format(
                        Locale.ROOT, "e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static String instantText(Instant instant) {
        LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        String text =
                String.format(
                        Locale.ROOT,
                        "%04d-%02d-%02d %02d:%02d:%02d",
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond());
        int micros = time.getNano() / 1000;
        String fraction =
                micros == 0
                        ? ""
                        : String.format(Locale.ROOT, ".%06d", micros).replaceFirst("0+$", "");
        return text + fraction + "+00";
    }

    private static QueryException badText(String typeName, String text) {
        return new QueryException(
                SqlStates.INVALID_TEXT,
                "invalid input syntax for type "
                        + Types.displayName(typeName)
                        + ": \""
                        + Texts.shorten(text)
                        + '"');
    }

    private static QueryException outOfRange(String typeName) {
        return new QueryException(
                SqlStates.NUMBER_OUT_OF_RANGE, Types.displayName(typeName) + " out of range");
    }

    private static QueryException cannot(Object value, String typeName) {
        String from =
                value instanceof Boolean
                        ? "boolean"
                        : value instanceof Instant ? "timestamp with time zone" : "number";
        return new QueryException(
                SqlStates.CANNOT_CAST,
                "cannot cast type " + from + " to " + Types.displayName(typeName));
    }
}
