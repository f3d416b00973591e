package io.nextval.server.catalog;

import org.apache.calcite.sql.SqlKind;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Arithmetic with PostgreSQL's errors: nothing overflows silently, nothing is divided by 0. */
final class Arithmetic {
    private static final int SIGNIFICANT_DIGITS_MIN = 16;
    private static final int DIGITS_PER_GROUP = 4;

    private Arithmetic() {}

    /** Computes {@code left op right} in one of our number types. */
    static Object binary(SqlKind kind, Object left, Object right, String typeName) {
        if (typeName.equals("float8")) {
            return real(kind, ((Number) left).doubleValue(), ((Number) right).doubleValue());
        }
        if (left instanceof Long a && right instanceof Long b && !typeName.equals("numeric")) {
            return inRange(integer(kind, a, b), typeName);
        }
        return checked(decimal(kind, Values.decimal(left), Values.decimal(right)));
    }

    static Object negate(Object value, String typeName) {
        if (value instanceof Long number) {
            return inRange(integer(SqlKind.MINUS, 0, number), typeName);
        }
        return value instanceof BigDecimal number ? number.negate() : -(Double) value;
    }

    /** Returns the value if its type can hold it. */
    static Long inRange(long value, String typeName) {
        boolean fits =
                switch (typeName) {
                    case "int2" -> value == (short) value;
                    case "int4" -> value == (int) value;
                    default -> true;
                };
        if (!fits) {
            throw outOfRange(typeName);
        }
        return value;
    }

    private static long integer(SqlKind kind, long a, long b) {
        try {
            return switch (kind) {
                case PLUS -> Math.addExact(a, b);
                case MINUS -> Math.subtractExact(a, b);
                case TIMES -> Math.multiplyExact(a, b);
                case DIVIDE -> {
                    if (b == 0) {
                        throw divisionByZero();
                    }
                    yield b == -1 ? Math.negateExact(a) : a / b;
                }
                case MOD -> {
                    if (b == 0) {
                        throw divisionByZero();
                    }
                    yield b == -1 ? 0 : a % b;
                }
                default -> throw new IllegalArgumentException(kind.toString());
            };
        } catch (ArithmeticException e) {
            QueryException overflow = outOfRange("int8");
            overflow.addSuppressed(e);
            throw overflow;
        }
    }

    private static double real(SqlKind kind, double a, double b) {
        if ((kind == SqlKind.DIVIDE || kind == SqlKind.MOD) && b == 0) {
            throw divisionByZero();
        }
        double result =
                switch (kind) {
                    case PLUS -> a + b;
                    case MINUS -> a - b;
                    case TIMES -> a * b;
                    case DIVIDE -> a / b;
                    case MOD -> a % b;
                    default -> throw new IllegalArgumentException(kind.toString());
                };
        if (Double.isInfinite(result) && !Double.isInfinite(a) && !Double.isInfinite(b)) {
            throw new QueryException(SqlStates.NUMBER_OUT_OF_RANGE, "value out of range: overflow");
        }
        return result;
    }

    private static BigDecimal decimal(SqlKind kind, BigDecimal a, BigDecimal b) {
        return switch (kind) {
            case PLUS -> a.add(b);
            case MINUS -> a.subtract(b);
            case TIMES -> a.multiply(b);
            case DIVIDE -> divide(a, b);
            case MOD -> {
                if (b.signum() == 0) {
                    throw divisionByZero();
                }
                yield a.remainder(b);
            }
            default -> throw new IllegalArgumentException(kind.toString());
        };
    }

    /**
     * Divides with as many digits as PostgreSQL gives: at least 16 significant ones, counted in
     * groups of four, and no fewer behind the point than either operand has.
     */
    static BigDecimal divide(BigDecimal a, BigDecimal b) {
        if (b.signum() == 0) {
            throw divisionByZero();
        }
        int weight = weight(a) - weight(b);
        if (firstGroup(a).compareTo(firstGroup(b)) <= 0) {
            weight--;
        }
        int scale = SIGNIFICANT_DIGITS_MIN - weight * DIGITS_PER_GROUP;
        scale = Math.max(Math.max(scale, 0), Math.max(a.scale(), b.scale()));
        return a.divide(b, Math.min(scale, QueryLimits.NUMERIC_DIGITS_MAX), RoundingMode.HALF_UP);
    }

    /** The power of 10,000 of a number's first group of digits. */
    private static int weight(BigDecimal number) {
        return number.signum() == 0
                ? 0
                : Math.floorDiv(number.precision() - number.scale() - 1, DIGITS_PER_GROUP);
    }

    private static BigInteger firstGroup(BigDecimal number) {
        return number.abs().movePointLeft(weight(number) * DIGITS_PER_GROUP).toBigInteger();
    }

    /** Returns the number if it has no more digits than are served. */
    static BigDecimal checked(BigDecimal number) {
        if (Math.abs((long) number.scale()) > QueryLimits.NUMERIC_DIGITS_MAX
                || number.precision() > QueryLimits.NUMERIC_DIGITS_MAX) {
            throw new QueryException(
                    SqlStates.NUMBER_OUT_OF_RANGE,
                    "value overflows numeric format",
                    "numbers may have " + QueryLimits.NUMERIC_DIGITS_MAX + " digits");
        }
        return number;
    }

    static QueryException divisionByZero() {
        return new QueryException(SqlStates.DIVISION_BY_ZERO, "division by zero");
    }

    private static QueryException outOfRange(String typeName) {
        return new QueryException(
                SqlStates.NUMBER_OUT_OF_RANGE, Types.displayName(typeName) + " out of range");
    }
}
