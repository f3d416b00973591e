package io.nextval.sql;

import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlUserDefinedTypeNameSpec;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

import java.util.Locale;
import java.util.Set;

/** The types that a value may be cast to, by any of their names. */
final class CastTypes {
    /** A bigint has at most 20 characters and 19 digits: longer limits do not change it. */
    private static final int BIGINT_CHARS = 20;

    private static final int BIGINT_DIGITS = 19;
    private static final Set<String> NAMES =
            Set.of("regclass", "text", "varchar", "name", "character varying");

    private CastTypes() {}

    /**
     * Returns our name of a type, or null if no value is cast to it.
     *
     * @param bigint whether the value is a bigint, for which a type's limits may be ignored
     */
    static @Nullable String of(SqlNode type, boolean bigint) {
        if (!(type instanceof SqlDataTypeSpec spec)) {
            return null;
        }
        String name = name(spec);
        SqlTypeNameSpec typeName = spec.getTypeNameSpec();
        if (typeName instanceof SqlBasicTypeNameSpec basic && basic.getPrecision() >= 0) {
            boolean wide =
                    name.equals("varchar")
                            ? basic.getPrecision() >= BIGINT_CHARS
                            : name.equals("decimal")
                                    && basic.getPrecision() >= BIGINT_DIGITS
                                    && basic.getScale() <= 0;
            if (!bigint || !wide) {
                return null;
            }
        }
        return switch (name) {
            case "smallint", "int2" -> "int2";
            case "integer", "int4" -> "int4";
            case "bigint", "int8" -> "int8";
            case "decimal", "numeric" -> "numeric";
            case "double", "float", "float8" -> "float8";
            case "varchar", "text" -> "text";
            case "boolean", "bool" -> "bool";
            case "timestamp_tz", "timestamptz" -> "timestamptz";
            default -> null;
        };
    }

    /** Returns whether a cast to the type leaves the name of a sequence as it is. */
    static boolean isSequenceName(SqlNode type) {
        return type instanceof SqlDataTypeSpec spec && NAMES.contains(name(spec));
    }

    /** Returns Calcite's type for PostgreSQL's name of it, or null for another name. */
    static @Nullable SqlTypeName ofUserDefined(SqlDataTypeSpec spec) {
        if (!(spec.getTypeNameSpec() instanceof SqlUserDefinedTypeNameSpec)) {
            return null;
        }
        return switch (name(spec)) {
            case "int2" -> SqlTypeName.SMALLINT;
            case "int4" -> SqlTypeName.INTEGER;
            case "int8", "oid" -> SqlTypeName.BIGINT;
            case "float4" -> SqlTypeName.REAL;
            case "float8" -> SqlTypeName.DOUBLE;
            case "bool" -> SqlTypeName.BOOLEAN;
            case "text", "name" -> SqlTypeName.VARCHAR;
            case "timestamptz" -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
            default -> null;
        };
    }

    private static String name(SqlDataTypeSpec spec) {
        return spec.getTypeName().toString().toLowerCase(Locale.ROOT);
    }
}
