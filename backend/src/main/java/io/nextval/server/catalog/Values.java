package io.nextval.server.catalog;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;

/** Order and equality of values. Text is ordered by code points, whatever the locale. */
final class Values {
    private Values() {}

    /** Compares two values of one kind; numbers of different types compare as numbers. */
    static int compare(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return Long.compare(a, b);
        }
        if (left instanceof String a && right instanceof String b) {
            return compareText(a, b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        if (left instanceof Instant a && right instanceof Instant b) {
            return a.compareTo(b);
        }
        if (left instanceof Double || right instanceof Double) {
            return Double.compare(
                    ((Number) left).doubleValue() + 0.0, ((Number) right).doubleValue() + 0.0);
        }
        return decimal(left).compareTo(decimal(right));
    }

    /** Returns an object that is equal for equal values of one type. */
    static @Nullable Object key(@Nullable Object value) {
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros();
        }
        return value instanceof Double number ? number + 0.0 : value;
    }

    /** A row, or a part of one, as a key of a map. */
    static final class Key {
        private final @Nullable Object[] values;

        private Key(@Nullable Object[] values) {
            this.values = values;
        }

        static Key of(@Nullable Object[] row) {
            @Nullable Object[] keys = new @Nullable Object[row.length];
            for (int i = 0; i < row.length; i++) {
                keys[i] = key(row[i]);
            }
            return new Key(keys);
        }

        boolean hasNull() {
            for (Object value : values) {
                if (value == null) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && Arrays.equals(values, key.values);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(values);
        }
    }

    static BigDecimal decimal(Object number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof Double real
                ? new BigDecimal(Double.toString(real))
                : BigDecimal.valueOf((Long) number);
    }

    private static int compareText(String a, String b) {
        int length = Math.min(a.length(), b.length());
        for (int i = 0; i < length; i++) {
            char x = a.charAt(i);
            char y = b.charAt(i);
            if (x != y) {
                boolean surrogates = Character.isSurrogate(x) && Character.isSurrogate(y);
                if (surrogates || !(Character.isSurrogate(x) || Character.isSurrogate(y))) {
                    return Character.compare(x, y);
                }
                return Character.isSurrogate(x) ? 1 : -1;
            }
        }
        return Integer.compare(a.length(), b.length());
    }
}
