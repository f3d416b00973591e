package io.nextval.jdbc;

import java.math.BigDecimal;
import java.sql.Types;
import java.time.OffsetDateTime;

/** The types that columns have, by the names that servers send. */
enum ColumnType {
    INT2(Types.SMALLINT, Integer.class, 5, 6, true),
    INT8(Types.BIGINT, Long.class, 19, 20, true),
    INT4(Types.INTEGER, Integer.class, 10, 11, true),
    NUMERIC(Types.NUMERIC, BigDecimal.class, 0, 1_003, true),
    FLOAT8(Types.DOUBLE, Double.class, 17, 25, true),
    TIMESTAMPTZ(Types.TIMESTAMP_WITH_TIMEZONE, OffsetDateTime.class, 35, 35, false),
    BOOL(Types.BIT, Boolean.class, 1, 1, false),
    TEXT(Types.VARCHAR, String.class, 0, Integer.MAX_VALUE, false);

    final int jdbcType;
    final String className;
    final int precision;
    final int displaySize;
    final boolean signed;

    ColumnType(int jdbcType, Class<?> javaType, int precision, int displaySize, boolean signed) {
        this.jdbcType = jdbcType;
        this.className = javaType.getName();
        this.precision = precision;
        this.displaySize = displaySize;
        this.signed = signed;
    }

    /** An unknown name stands for text. */
    static ColumnType of(String typeName) {
        return switch (typeName) {
            case "int8" -> INT8;
            case "int4" -> INT4;
            case "int2" -> INT2;
            case "numeric" -> NUMERIC;
            case "float8" -> FLOAT8;
            case "timestamptz" -> TIMESTAMPTZ;
            case "bool" -> BOOL;
            default -> TEXT;
        };
    }
}
