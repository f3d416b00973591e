package io.nextval.sql;

import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.SqlSelectKeyword;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads a SELECT or VALUES that needs no engine: rows of generate_series or one row, of values that
 * {@link ExpressionReader} reads. Anything else is 0AX00.
 */
final class SelectReader {
    private static final String SERIES = "generate_series";

    /** The tables of one row that Oracle and DB2 select from when they need none. */
    private static final Set<List<String>> ONE_ROW_TABLES =
            Set.of(List.of("dual"), List.of("sys", "dual"), List.of("sysibm", "sysdummy1"));

    private final SourceText source;
    private final Names names;
    private final ExpressionReader expressions;

    SelectReader(SourceText source, Names names) {
        this.source = source;
        this.names = names;
        this.expressions = new ExpressionReader(source, names);
    }

    Select select(SqlSelect select) throws SqlException {
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
        SqlNodeList list = select.getSelectList();
        checkCount(list.size(), list);
        List<SelectItem> items = new ArrayList<>();
        for (SqlNode node : list) {
            items.add(item(node));
        }
        return new Select(items, rows, source.parameterCount());
    }

    /** Reads VALUES of one row; PostgreSQL's labels are column1, column2 … */
    Select values(SqlCall values) throws SqlException {
        if (values.operandCount() != 1) {
            throw Errors.notSupported("VALUES of several rows", Positions.of(values, source));
        }
        SqlCall row = values.operand(0);
        checkCount(row.operandCount(), row);
        List<SelectItem> items = new ArrayList<>();
        for (SqlNode node : row.getOperandList()) {
            SelectItem item = item(node);
            boolean unnamed = item.label().equals(ExpressionText.NO_LABEL);
            items.add(
                    unnamed
                            ? new SelectItem("column" + (items.size() + 1), item.expression())
                            : item);
        }
        return new Select(items, new RowSource.SingleRow(), source.parameterCount());
    }

    /** Reads the value of CALL. */
    Select call(SqlNode value) throws SqlException {
        return new Select(List.of(item(value)), new RowSource.SingleRow(), source.parameterCount());
    }

    private SelectItem item(SqlNode node) throws SqlException {
        if (node.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) node;
            SqlIdentifier alias = as.operand(1);
            return new SelectItem(names.simple(alias), expressions.read(as.operand(0)));
        }
        Expression expression = expressions.read(node);
        boolean timestamp =
                node instanceof SqlIdentifier
                        && expression.equals(new Expression.SessionValue("now"));
        return new SelectItem(
                timestamp ? "current_timestamp" : ExpressionText.label(expression), expression);
    }

    private RowSource rows(@Nullable SqlNode from) throws SqlException {
        if (from == null) {
            return new RowSource.SingleRow();
        }
        SqlNode node = from;
        SqlNode secondColumn = null;
        if (node.getKind() == SqlKind.AS) {
            SqlCall as = (SqlCall) node;
            names.simple(as.operand(1));
            secondColumn = as.operandCount() > 3 ? as.operand(3) : null;
            node = as.operand(0);
        }
        if (node.getKind() == SqlKind.COLLECTION_TABLE
                && ((SqlCall) node).operand(0) instanceof SqlCall function) {
            refuse("more than one column of " + SERIES, secondColumn);
            return series(function);
        }
        if (node instanceof SqlIdentifier table && ONE_ROW_TABLES.contains(names.parts(table))) {
            return new RowSource.SingleRow();
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
        expressions.haveColumns();
        return new RowSource.Series(bound(function.operand(0)), bound(function.operand(1)));
    }

    private Expression bound(SqlNode node) throws SqlException {
        Expression bound = expressions.number(node);
        if (bound == null || bound.equals(new Expression.Literal(null, "text"))) {
            throw Errors.notSupported(
                    "a bound of " + SERIES + " other than an integer or a parameter",
                    Positions.of(node, source));
        }
        return bound;
    }

    private void checkCount(int items, SqlNode place) throws SqlException {
        if (items > SqlLimits.SELECT_ITEMS_MAX) {
            throw Errors.error(
                    SqlState.TOO_MANY_COLUMNS,
                    "target lists can have at most " + SqlLimits.SELECT_ITEMS_MAX + " entries",
                    "",
                    Positions.of(place, source));
        }
    }

    private void refuse(String what, @Nullable SqlNode node) throws SqlException {
        if (node != null) {
            throw Errors.notSupported(what, Positions.of(node, source));
        }
    }
}
