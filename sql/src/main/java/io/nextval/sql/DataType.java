package io.nextval.sql;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** The integer type of a sequence; it bounds the sequence's values. */
public enum DataType {
    SMALLINT(Short.MIN_VALUE, Short.MAX_VALUE),
    INTEGER(Integer.MIN_VALUE, Integer.MAX_VALUE),
    BIGINT(Long.MIN_VALUE, Long.MAX_VALUE);

    private final long min;
    private final long max;

    DataType(long min, long max) {
        this.min = min;
        this.max = max;
    }

    /** Returns the smallest value of the type. */
    public long min() {
        return min;
    }

    /** Returns the greatest value of the type. */
    public long max() {
        return max;
    }

    /** Returns the type's name in SQL: {@code smallint}, {@code integer} or {@code bigint}. */
    public String sqlName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the type that has this lower-case name or synonym, or null. */
    static @Nullable DataType ofSqlName(String name) {
        return switch (name) {
            case "smallint", "int2" -> SMALLINT;
            case "integer", "int", "int4" -> INTEGER;
            case "bigint", "int8" -> BIGINT;
            default -> null;
        };
    }
}
