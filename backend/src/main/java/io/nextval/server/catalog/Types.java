package io.nextval.server.catalog;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeSystem;
import org.apache.calcite.rel.type.RelDataTypeSystemImpl;
import org.apache.calcite.rel.type.StructKind;
import org.apache.calcite.sql.type.SqlTypeFactoryImpl;
import org.apache.calcite.sql.type.SqlTypeName;
import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The types of the catalog: ours by PostgreSQL's short names, Calcite's, and between the two. */
final class Types {
    /** Precision of a numeric without a given one: every digit is kept. */
    static final int UNCONSTRAINED = 1_000;

    static final RelDataTypeSystem SYSTEM = new TypeSystem();

    private Types() {}

    /**
     * A factory for one plan; factories keep what they made, so they are not shared.
     *
     * @param deadline looked at whenever a type is asked for, which every step of planning does
     */
    static RelDataTypeFactory newFactory(PlanDeadline deadline) {
        return new TypeFactory(deadline);
    }

    /** Returns our short name of a type. */
    static String nameOf(RelDataType type) {
        return switch (type.getSqlTypeName()) {
            case TINYINT, SMALLINT -> "int2";
            case INTEGER -> "int4";
            case BIGINT -> "int8";
            case DECIMAL -> "numeric";
            case FLOAT, REAL, DOUBLE -> "float8";
            case BOOLEAN -> "bool";
            case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> "timestamptz";
            default -> "text";
        };
    }

    /** Returns the name of a type in messages, as PostgreSQL writes it. */
    static String displayName(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.NULL ? "unknown" : displayName(nameOf(type));
    }

    static String displayName(String typeName) {
        return switch (typeName) {
            case "int2" -> "smallint";
            case "int4" -> "integer";
            case "int8" -> "bigint";
            case "float8" -> "double precision";
            case "bool" -> "boolean";
            case "timestamptz" -> "timestamp with time zone";
            default -> typeName;
        };
    }

    /** Returns Calcite's type of one of our names, or null for a name that is none. */
    static @Nullable RelDataType ofName(RelDataTypeFactory factory, String name) {
        SqlTypeName type =
                switch (name) {
                    case "int2" -> SqlTypeName.SMALLINT;
                    case "int4", "oid" -> SqlTypeName.INTEGER;
                    case "int8" -> SqlTypeName.BIGINT;
                    case "numeric" -> SqlTypeName.DECIMAL;
                    case "float4", "float8" -> SqlTypeName.DOUBLE;
                    case "bool" -> SqlTypeName.BOOLEAN;
                    case "timestamptz" -> SqlTypeName.TIMESTAMP_WITH_LOCAL_TIME_ZONE;
                    case "text", "name", "bpchar", "regclass" -> SqlTypeName.VARCHAR;
                    default -> null;
                };
        return type == null ? null : factory.createSqlType(type);
    }

    /** Returns the type of one of our names with NULL in it. */
    static RelDataType nullable(RelDataTypeFactory factory, String name) {
        RelDataType type = ofName(factory, name);
        if (type == null) {
            throw new IllegalArgumentException(name);
        }
        return factory.createTypeWithNullability(type, true);
    }

    static boolean isInteger(RelDataType type) {
        return nameOf(type).startsWith("int");
    }

    static boolean isNumber(RelDataType type) {
        String name = nameOf(type);
        return name.startsWith("int") || name.equals("numeric") || name.equals("float8");
    }

    /** True if this is a numeric with a precision that somebody gave. */
    static boolean isConstrained(RelDataType type) {
        return type.getSqlTypeName() == SqlTypeName.DECIMAL && type.getPrecision() < UNCONSTRAINED;
    }

    /** PostgreSQL's rules: numeric has any number of digits, sums and averages grow. */
    private static final class TypeSystem extends RelDataTypeSystemImpl {

        @Override
        public int getMaxPrecision(SqlTypeName typeName) {
            return switch (typeName) {
                case DECIMAL -> UNCONSTRAINED;
                case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
                default -> super.getMaxPrecision(typeName);
            };
        }

        @Override
        public int getMaxScale(SqlTypeName typeName) {
            return typeName == SqlTypeName.DECIMAL ? UNCONSTRAINED : super.getMaxScale(typeName);
        }

        @Override
        public int getDefaultPrecision(SqlTypeName typeName) {
            return switch (typeName) {
                case DECIMAL -> UNCONSTRAINED;
                case TIMESTAMP, TIMESTAMP_TZ, TIMESTAMP_WITH_LOCAL_TIME_ZONE -> 6;
                default -> super.getDefaultPrecision(typeName);
            };
        }

        @Override
        public boolean shouldConvertRaggedUnionTypesToVarying() {
            return true;
        }

        @Override
        public RelDataType deriveSumType(RelDataTypeFactory factory, RelDataType argument) {
            return like(
                    factory,
                    argument,
                    switch (nameOf(argument)) {
                        case "int2", "int4" -> SqlTypeName.BIGINT;
                        case "float8" -> SqlTypeName.DOUBLE;
                        default -> SqlTypeName.DECIMAL;
                    });
        }

        @Override
        public RelDataType deriveAvgAggType(RelDataTypeFactory factory, RelDataType argument) {
            return like(
                    factory,
                    argument,
                    nameOf(argument).equals("float8") ? SqlTypeName.DOUBLE : SqlTypeName.DECIMAL);
        }

        @Override
        public @Nullable RelDataType deriveDecimalPlusType(
                RelDataTypeFactory factory, RelDataType left, RelDataType right) {
            return decimal(factory, left, right);
        }

        @Override
        public @Nullable RelDataType deriveDecimalMultiplyType(
                RelDataTypeFactory factory, RelDataType left, RelDataType right) {
            return decimal(factory, left, right);
        }

        @Override
        public @Nullable RelDataType deriveDecimalDivideType(
                RelDataTypeFactory factory, RelDataType left, RelDataType right) {
            return decimal(factory, left, right);
        }

        @Override
        public @Nullable RelDataType deriveDecimalModType(
                RelDataTypeFactory factory, RelDataType left, RelDataType right) {
            return decimal(factory, left, right);
        }

        private static @Nullable RelDataType decimal(
                RelDataTypeFactory factory, RelDataType left, RelDataType right) {
            boolean decimals =
                    left.getSqlTypeName() == SqlTypeName.DECIMAL
                            || right.getSqlTypeName() == SqlTypeName.DECIMAL;
            boolean exact = !nameOf(left).equals("float8") && !nameOf(right).equals("float8");
            return decimals && exact && isNumber(left) && isNumber(right)
                    ? factory.createSqlType(SqlTypeName.DECIMAL)
                    : null;
        }

        private static RelDataType like(
                RelDataTypeFactory factory, RelDataType argument, SqlTypeName name) {
            return factory.createTypeWithNullability(
                    factory.createSqlType(name), argument.isNullable());
        }
    }

    /** Where several numerics meet, the digits of all are kept. */
    private static final class TypeFactory extends SqlTypeFactoryImpl {
        private final PlanDeadline deadline;

        TypeFactory(PlanDeadline deadline) {
            super(SYSTEM);
            this.deadline = deadline;
        }

        @Override
        public RelDataType createSqlType(SqlTypeName typeName) {
            deadline.check();
            return super.createSqlType(typeName);
        }

        @Override
        public RelDataType createTypeWithNullability(RelDataType type, boolean nullable) {
            deadline.check();
            return super.createTypeWithNullability(type, nullable);
        }

        @Override
        public RelDataType createStructType(
                StructKind kind, List<RelDataType> types, List<String> names) {
            deadline.check();
            if (types.size() > QueryLimits.JOINED_COLUMNS_MAX) {
                throw new QueryException(
                        SqlStates.TOO_COMPLEX,
                        "a join has more than " + QueryLimits.JOINED_COLUMNS_MAX + " columns",
                        "join fewer tables, or select fewer columns of them");
            }
            return super.createStructType(kind, types, names);
        }

        @Override
        public Charset getDefaultCharset() {
            return StandardCharsets.UTF_8;
        }

        @Override
        public @Nullable RelDataType leastRestrictive(List<RelDataType> types) {
            deadline.check();
            RelDataType common = super.leastRestrictive(types);
            return common != null && common.getSqlTypeName() == SqlTypeName.DECIMAL
                    ? createTypeWithNullability(
                            createSqlType(SqlTypeName.DECIMAL), common.isNullable())
                    : common;
        }
    }
}
