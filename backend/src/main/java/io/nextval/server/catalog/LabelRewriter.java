package io.nextval.server.catalog;

import org.apache.calcite.sql.SqlBasicCall;
import org.apache.calcite.sql.SqlBasicTypeNameSpec;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlFunction;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Gives the columns of every SELECT of a tree the labels that PostgreSQL would give them, and
 * count(*) its operator.
 */
final class LabelRewriter extends SqlBasicVisitor<@Nullable Void> {
    static final String UNNAMED = "?column?";

    @Override
    public @Nullable Void visit(SqlCall call) {
        if (call instanceof SqlSelect select) {
            List<SqlNode> items = new ArrayList<>();
            for (SqlNode item : select.getSelectList()) {
                items.add(labelled(item));
            }
            select.setSelectList(
                    new SqlNodeList(items, select.getSelectList().getParserPosition()));
        } else if (call instanceof SqlBasicCall basic && isCountOfAll(basic)) {
            basic.setOperator(SqlStdOperatorTable.COUNT);
        } else if (call instanceof SqlBasicCall basic
                && basic.getOperator().equals(SqlStdOperatorTable.PERCENT_REMAINDER)) {
            basic.setOperator(Functions.REMAINDER);
        }
        return super.visit(call);
    }

    /** Calcite knows count(*) by its own operator only, whose name is in upper case. */
    private static boolean isCountOfAll(SqlBasicCall call) {
        return call.getOperator() instanceof SqlFunction function
                && function.getName().equalsIgnoreCase("count")
                && call.operandCount() == 1
                && call.operand(0) instanceof SqlIdentifier argument
                && argument.isStar();
    }

    private static SqlNode labelled(SqlNode item) {
        if (item.getKind() == SqlKind.AS || item instanceof SqlIdentifier) {
            return item;
        }
        SqlParserPos position = item.getParserPosition();
        return SqlStdOperatorTable.AS.createCall(
                position, item, new SqlIdentifier(label(item), position));
    }

    private static String label(SqlNode item) {
        if (item instanceof SqlIdentifier column) {
            return column.names.get(column.names.size() - 1);
        }
        if (!(item instanceof SqlCall call)) {
            return UNNAMED;
        }
        return switch (call.getKind()) {
            case CASE -> "case";
            case CAST -> castLabel(call);
            case SCALAR_QUERY -> subqueryLabel(call.operand(0));
            case EXISTS -> "exists";
            case FILTER, WITHIN_GROUP, OVER -> label(call.operand(0));
            default ->
                    call.getOperator() instanceof SqlFunction function
                            ? function.getNameAsId()
                                    .names
                                    .get(function.getNameAsId().names.size() - 1)
                                    .toLowerCase(Locale.ROOT)
                            : UNNAMED;
        };
    }

    private static String castLabel(SqlCall cast) {
        String inner = label(cast.operand(0));
        if (!inner.equals(UNNAMED)) {
            return inner;
        }
        SqlNode type = cast.operandCount() > 1 ? cast.operand(1) : cast;
        if (!(type instanceof SqlDataTypeSpec spec)) {
            return UNNAMED;
        }
        String name = spec.getTypeName().getSimple().toLowerCase(Locale.ROOT);
        if (!(spec.getTypeNameSpec() instanceof SqlBasicTypeNameSpec)) {
            return name;
        }
        return switch (name) {
            case "smallint", "tinyint" -> "int2";
            case "integer" -> "int4";
            case "bigint" -> "int8";
            case "boolean" -> "bool";
            case "decimal" -> "numeric";
            case "double", "float", "real" -> "float8";
            case "char" -> "bpchar";
            default -> name;
        };
    }

    private static String subqueryLabel(SqlNode query) {
        if (query instanceof SqlSelect select && select.getSelectList().size() == 1) {
            SqlNode item = select.getSelectList().get(0);
            return item instanceof SqlCall as && as.getKind() == SqlKind.AS
                    ? label(as.operand(1))
                    : label(item);
        }
        return UNNAMED;
    }
}
