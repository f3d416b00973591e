package io.nextval.jdbc;

import java.sql.Types;

/** The types that columns have, by the names that servers send. */
enum ColumnType {
    INT8(Types.BIGINT, Long.class, 19, 20, true),
    INT4(Types.INTEGER, Integer.class, 10, 11, true),
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
            case "bool" -> BOOL;
            default -> TEXT;
        };
    }
}
