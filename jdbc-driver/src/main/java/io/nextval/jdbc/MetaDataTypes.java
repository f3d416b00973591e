package io.nextval.jdbc;

import static io.nextval.jdbc.CatalogSearch.row;

import org.jspecify.annotations.Nullable;

import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.List;

/** Types and columns as DatabaseMetaData tells of them. Stateless. */
final class MetaDataTypes {
    private static final List<String> NAMES =
            List.of("bool", "int8", "numeric", "int4", "int2", "float8", "text", "timestamptz");

    private static final long DECIMAL = 10;

    private MetaDataTypes() {}

    static List<List<@Nullable Object>> all() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (String name : NAMES) {
            rows.add(type(name));
        }
        return rows;
    }

    private static List<@Nullable Object> type(String name) {
        ColumnType type = ColumnType.of(name);
        boolean quoted = type == ColumnType.TEXT || type == ColumnType.TIMESTAMPTZ;
        return row(
                name,
                (long) type.jdbcType,
                (long) type.precision,
                quoted ? "'" : null,
                quoted ? "'" : null,
                null,
                (long) DatabaseMetaData.typeNullable,
                type == ColumnType.TEXT,
                (long) DatabaseMetaData.typeSearchable,
                !type.signed,
                false,
                false,
                null,
                0L,
                type == ColumnType.NUMERIC ? (Object) 16_383L : 0L,
                null,
                null,
                DECIMAL);
    }

    /** From catalog, schema, table, column, position and type name. */
    static List<@Nullable Object> column(List<@Nullable Object> found) {
        ColumnType type = ColumnType.of(String.valueOf(found.get(5)));
        return row(
                found.get(0),
                found.get(1),
                found.get(2),
                found.get(3),
                (long) type.jdbcType,
                found.get(5),
                type.precision == 0 ? (long) type.displaySize : (long) type.precision,
                null,
                type.signed && type != ColumnType.FLOAT8 ? (Object) 0L : null,
                DECIMAL,
                (long) DatabaseMetaData.columnNullable,
                null,
                null,
                null,
                null,
                type == ColumnType.TEXT ? (Object) (long) Integer.MAX_VALUE : null,
                found.get(4),
                "YES",
                null,
                null,
                null,
                null,
                "NO",
                "NO");
    }
}
