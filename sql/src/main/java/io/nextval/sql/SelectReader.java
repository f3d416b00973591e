package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Reads SELECT: its items, and generate_series as the one thing it may select from. */
final class SelectReader {
    private static final String SERIES = "generate_series";

    private final SourceText source;
    private final Names names;
    private final ExpressionReader expressions;
    private int parameters;

    SelectReader(SourceText source, Names names) {
        this.source = source;
        this.names = names;
        this.expressions = new ExpressionReader(source, names);
    }

    Select read(SqlSelect select) throws SqlException {
        refuse("DISTINCT", select.isDistinct() ? select : null);
        refuse("STREAM", select.isKeywordPresent(SqlSelectKeyword.STREAM) ? select : null);
        RowSource rows = rows(select.getFrom());
        refuse("WHERE", select.getWhere());
        refuse("GROUP BY", select.getGroup());
        refuse("HAVING", select.getHaving());
        refuse("WINDOW", select.getWindowList().isEmpty() ? null : select.getWindowList());
        refuse("QUALIFY", select.getQualify());
        refuse("ORDER BY", select.getOrderList());
        refuse("OFFSET", select.getOffset());
        refuse("LIMIT", select.getFetch());
        if (select.getSelectList().size() > SqlLimits.SELECT_ITEMS_MAX) {
            throw Errors.error(
                    SqlState.TOO_MANY_COLUMNS,
                    "target lists can have at most " + SqlLimits.SELECT_ITEMS_MAX + " entries",
                    "",
                    Positions.of(select.getSelectList(), source));
        }
        List<SelectItem> items = new ArrayList<>();
        for (SqlNode node : select.getSelectList()) {
            items.add(item(node));
        }
        return new Select(items, rows, parameters);
    }

    private SelectItem item(SqlNode node) throws SqlException {
        if (node.getKind() != SqlKind.AS) {
            Expression expression = expressions.read(node);
            return new SelectItem(StatementText.defaultLabel(expression), expression);
        }
        SqlCall as = (SqlCall) node;
        SqlIdentifier alias = as.operand(1);
        return new SelectItem(names.simple(alias), expressions.read(as.operand(0)));
    }

    private RowSource rows(@Nullable SqlNode from) throws SqlException {
        if (from == null) {
            return new RowSource.SingleRow();
        }
        SqlNode node = from;
        if (node.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) node;
            names.simple(as.operand(1));
            refuse("a list of column aliases", as.operandCount() > 2 ? as.operand(2) : null);
            node = as.operand(0);
        }
        if (node.getKind() == SqlKind.COLLECTION_TABLE
                && ((SqlCall) node).operand(0) instanceof SqlCall function) {
            return series(function);
        }
        throw Errors.notSupported(
                node.getKind() == SqlKind.JOIN ? "a join" : "SELECT from a table",
                Positions.of(node, source));
    }

    private RowSource series(SqlCall function) throws SqlException {
        int position = Positions.of(function, source);
        if (!expressions.functionName(function).equals(SERIES)) {
            throw Errors.notSupported("SELECT from a function but " + SERIES, position);
        }
        if (function.operandCount() == 3) {
            throw Errors.notSupported(SERIES + " with a step", position);
        }
        if (function.operandCount() != 2) {
            throw Errors.error(
                    SqlState.UNDEFINED_FUNCTION,
                    "function " + SERIES + " takes two arguments: from, to",
                    "write generate_series(1, 10)",
                    position);
        }
        return new RowSource.Series(bound(function.operand(0)), bound(function.operand(1)));
    }

    private Expression bound(SqlNode node) throws SqlException {
        if (node.getKind() == SqlKind.DYNAMIC_PARAM) {
            parameters++;
            return new Expression.Parameter(parameters);
        }
        if (expressions.read(node) instanceof Expression.Literal literal
                && literal.value() instanceof Long) {
            return literal;
        }
        throw Errors.error(
                SqlState.FEATURE_NOT_SUPPORTED,
                "a bound of " + SERIES + " other than an integer or a parameter is not supported",
                "",
                Positions.of(node, source));
    }

    private void refuse(String what, @Nullable SqlNode node) throws SqlException {
        if (node != null) {
            throw Errors.notSupported(what, Positions.of(node, source));
        }
    }
}
