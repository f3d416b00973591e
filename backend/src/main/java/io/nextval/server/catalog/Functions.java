package io.nextval.server.catalog;

import io.nextval.server.config.Nearest;

import org.apache.calcite.sql.SqlBasicFunction;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlFunctionCategory;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.SqlSyntax;
import org.apache.calcite.sql.fun.SqlLibraryOperators;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.InferTypes;
import org.apache.calcite.sql.type.OperandTypes;
import org.apache.calcite.sql.type.ReturnTypes;
import org.apache.calcite.sql.type.SqlOperandTypeChecker;
import org.apache.calcite.sql.type.SqlReturnTypeInference;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeTransforms;
import org.apache.calcite.sql.validate.SqlNameMatcher;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The functions and operators that queries may use: a closed list, each of which {@link Scalars},
 * {@link ScalarFunctions}, {@link PgFunctions} or {@link Aggregates} can compute.
 */
final class Functions implements SqlOperatorTable {
    /** The remainder has the type of the wider operand, Calcite's own that of the second. */
    static final SqlOperator REMAINDER =
            SqlBasicFunction.create(SqlKind.MOD, common(), OperandTypes.EXACT_NUMERIC_EXACT_NUMERIC)
                    .withOperandTypeInference(InferTypes.FIRST_KNOWN);

    static final Functions TABLE = new Functions();

    private static final String SYSTEM_SCHEMA = "pg_catalog";

    private final Map<String, List<SqlOperator>> byName = new TreeMap<>();

    private Functions() {
        for (SqlOperator operator : SqlStdOperatorTable.instance().getOperatorList()) {
            if (!(operator instanceof SqlFunction)) {
                add(operator);
            }
        }
        Stream.of(
                        SqlStdOperatorTable.AVG,
                        SqlStdOperatorTable.CAST,
                        SqlStdOperatorTable.CEIL,
                        SqlStdOperatorTable.COALESCE,
                        SqlStdOperatorTable.COUNT,
                        SqlStdOperatorTable.CURRENT_CATALOG,
                        SqlStdOperatorTable.CURRENT_SCHEMA,
                        SqlStdOperatorTable.CURRENT_TIMESTAMP,
                        SqlStdOperatorTable.CURRENT_USER,
                        SqlStdOperatorTable.EVERY,
                        SqlStdOperatorTable.FLOOR,
                        SqlStdOperatorTable.MAX,
                        SqlStdOperatorTable.MIN,
                        REMAINDER,
                        SqlStdOperatorTable.NULLIF,
                        SqlStdOperatorTable.POSITION,
                        SqlStdOperatorTable.SESSION_USER,
                        SqlStdOperatorTable.SINGLE_VALUE,
                        SqlStdOperatorTable.SUBSTRING,
                        SqlStdOperatorTable.SUM,
                        SqlStdOperatorTable.TRIM,
                        SqlStdOperatorTable.USER,
                        SqlLibraryOperators.BOOL_AND,
                        SqlLibraryOperators.BOOL_OR,
                        SqlLibraryOperators.ILIKE,
                        SqlLibraryOperators.INFIX_CAST,
                        SqlLibraryOperators.NOT_ILIKE)
                .forEach(this::add);
        addOwn();
    }

    private void addOwn() {
        SqlReturnTypeInference text = ReturnTypes.VARCHAR_NULLABLE;
        SqlReturnTypeInference integer = ReturnTypes.INTEGER_NULLABLE;
        SqlReturnTypeInference same = ReturnTypes.ARG0_NULLABLE;
        for (String name : List.of("lower", "upper", "initcap", "reverse")) {
            own(name, text, arguments("s"));
        }
        for (String name :
                List.of(
                        "length",
                        "char_length",
                        "character_length",
                        "octet_length",
                        "bit_length")) {
            own(name, integer, arguments("s"));
        }
        for (String name : List.of("ltrim", "rtrim", "btrim")) {
            own(name, text, arguments("s[s]"));
        }
        own("substr", text, arguments("si[i]"));
        own("strpos", integer, arguments("ss"));
        own("replace", text, arguments("sss"));
        own("translate", text, arguments("sss"));
        own("left", text, arguments("si"));
        own("right", text, arguments("si"));
        own("lpad", text, arguments("si[s]"));
        own("rpad", text, arguments("si[s]"));
        own("repeat", text, arguments("si"));
        own("split_part", text, arguments("ssi"));
        own("starts_with", ReturnTypes.BOOLEAN_NULLABLE, arguments("ss"));
        own("concat", text, OperandTypes.ONE_OR_MORE);
        own("greatest", common(), OperandTypes.SAME_VARIADIC);
        own("least", common(), OperandTypes.SAME_VARIADIC);
        for (String name : List.of("abs", "sign", "ceiling")) {
            own(name, same, arguments("n"));
        }
        own("round", same, arguments("n[i]"));
        own("trunc", same, arguments("n[i]"));
        own("power", ReturnTypes.DOUBLE_NULLABLE, arguments("nn"));
        own("sqrt", ReturnTypes.DOUBLE_NULLABLE, arguments("n"));
        SqlReturnTypeInference name = ReturnTypes.VARCHAR_NULLABLE;
        for (String function : List.of("version", "current_database", "current_schema")) {
            own(function, name, OperandTypes.NILADIC);
        }
        for (String function : PgFunctions.NAMES_OF_BOOLEANS) {
            own(function, ReturnTypes.BOOLEAN_NULLABLE, anyArguments(2, 3));
        }
        for (String function : PgFunctions.NAMES_OF_TEXTS) {
            own(function, text, anyArguments(1, 3));
        }
        own("pg_table_is_visible", ReturnTypes.BOOLEAN_NULLABLE, anyArguments(1, 1));
        own(
                "now",
                binding -> Types.nullable(binding.getTypeFactory(), "timestamptz"),
                OperandTypes.NILADIC);
    }

    private void own(String name, SqlReturnTypeInference type, SqlOperandTypeChecker arguments) {
        SqlBasicFunction function =
                SqlBasicFunction.create(name, type, arguments, SqlFunctionCategory.SYSTEM);
        add(
                PgFunctions.isOne(name)
                        ? function.withOperandTypeInference(InferTypes.VARCHAR_1024)
                        : function);
    }

    private void add(SqlOperator operator) {
        byName.computeIfAbsent(operator.getName().toLowerCase(Locale.ROOT), n -> new ArrayList<>())
                .add(operator);
    }

    private static SqlReturnTypeInference common() {
        return ReturnTypes.LEAST_RESTRICTIVE.andThen(SqlTypeTransforms.TO_NULLABLE);
    }

    /** Reads {@code s} string, {@code n} number, {@code i} integer; what is in [ ] is optional. */
    private static SqlOperandTypeChecker arguments(String pattern) {
        int bracket = pattern.indexOf('[');
        List<SqlTypeFamily> families = new ArrayList<>();
        for (char c : pattern.replaceAll("[\\[\\]]", "").toCharArray()) {
            families.add(
                    switch (c) {
                        case 's' -> SqlTypeFamily.CHARACTER;
                        case 'n' -> SqlTypeFamily.NUMERIC;
                        default -> SqlTypeFamily.INTEGER;
                    });
        }
        return bracket < 0
                ? OperandTypes.family(families)
                : OperandTypes.family(families, i -> i >= bracket);
    }

    /** Arguments of whatever type, since an object is named by a text or by its oid. */
    private static SqlOperandTypeChecker anyArguments(int from, int to) {
        List<SqlTypeFamily> families = Collections.nCopies(to, SqlTypeFamily.ANY);
        return OperandTypes.family(families, i -> i >= from);
    }

    /** Returns a hint with the function that was probably meant, or empty. */
    static String hint(String name) {
        List<String> functions =
                TABLE.byName.keySet().stream()
                        .filter(known -> known.matches("[a-z_]+"))
                        .filter(known -> !known.equals(name))
                        .toList();
        return Nearest.of(name, functions).map(near -> "did you mean " + near + "?").orElse("");
    }

    @Override
    public void lookupOperatorOverloads(
            SqlIdentifier name,
            @Nullable SqlFunctionCategory category,
            SqlSyntax syntax,
            List<SqlOperator> found,
            SqlNameMatcher matcher) {
        boolean ours =
                name.isSimple()
                        || (name.names.size() == 2 && name.names.get(0).equals(SYSTEM_SCHEMA));
        if (!ours) {
            return;
        }
        String last = name.names.get(name.names.size() - 1).toLowerCase(Locale.ROOT);
        for (SqlOperator operator : byName.getOrDefault(last, List.of())) {
            boolean function = syntax == SqlSyntax.FUNCTION && operator instanceof SqlFunction;
            if (function || operator.getSyntax().family == syntax.family) {
                found.add(operator);
            }
        }
    }

    @Override
    public List<SqlOperator> getOperatorList() {
        return byName.values().stream().flatMap(List::stream).toList();
    }
}
