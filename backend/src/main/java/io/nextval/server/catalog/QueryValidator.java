package io.nextval.server.catalog;

import io.nextval.sql.SqlLimits;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.runtime.CalciteException;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlOperator;
import org.apache.calcite.sql.SqlSelect;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.validate.SelectNamespace;
import org.apache.calcite.sql.validate.SelectScope;
import org.apache.calcite.sql.validate.SqlConformance;
import org.apache.calcite.sql.validate.SqlConformanceEnum;
import org.apache.calcite.sql.validate.SqlDelegatingConformance;
import org.apache.calcite.sql.validate.SqlMonotonicity;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql.validate.SqlValidatorCatalogReader;
import org.apache.calcite.sql.validate.SqlValidatorImpl;
import org.apache.calcite.sql.validate.SqlValidatorNamespace;
import org.apache.calcite.sql.validate.SqlValidatorScope;
import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Resolves names and types of one query by Calcite's rules, with PostgreSQL's exceptions. */
final class QueryValidator extends SqlValidatorImpl {
    private static final SqlConformance CONFORMANCE =
            new SqlDelegatingConformance(SqlConformanceEnum.DEFAULT) {
                @Override
                public boolean isGroupByAlias() {
                    return true;
                }

                @Override
                public boolean isGroupByOrdinal() {
                    return true;
                }

                @Override
                public boolean allowNiladicParentheses() {
                    return true;
                }

                @Override
                public boolean isLimitStartCountAllowed() {
                    return true;
                }

                @Override
                public boolean isPercentRemainderAllowed() {
                    return true;
                }
            };

    private static final SqlValidator.Config CONFIG =
            SqlValidator.Config.DEFAULT
                    .withConformance(CONFORMANCE)
                    .withIdentifierExpansion(true)
                    .withTypeCoercionFactory(Coercion::new);

    private final PlanDeadline deadline;
    private long selectedColumns;

    QueryValidator(
            SqlValidatorCatalogReader catalog, RelDataTypeFactory factory, PlanDeadline deadline) {
        super(Functions.TABLE, catalog, factory, CONFIG);
        this.deadline = deadline;
    }

    @Override
    public RelDataType deriveType(SqlValidatorScope scope, SqlNode node) {
        deadline.check();
        return super.deriveType(scope, node);
    }

    /** Streams alone need to know what is monotonic, and telling takes time that doubles. */
    @Override
    protected SelectNamespace createSelectNamespace(SqlSelect select, SqlNode enclosing) {
        return new SelectNamespace(this, select, enclosing) {
            @Override
            public SqlMonotonicity getMonotonicity(String column) {
                return SqlMonotonicity.NOT_MONOTONIC;
            }
        };
    }

    /** Refuses stars that mean too many columns before they are written out. */
    @Override
    protected RelDataType validateSelectList(
            SqlNodeList items, SqlSelect select, RelDataType target) {
        SelectScope scope = getRawSelectScope(select);
        long columns = 0;
        for (SqlNode item : items) {
            columns +=
                    scope != null && item instanceof SqlIdentifier name && name.isStar()
                            ? width(name, scope)
                            : 1;
        }
        if (columns > SqlLimits.SELECT_ITEMS_MAX) {
            throw new QueryException(
                    SqlStates.TOO_MANY_COLUMNS,
                    "target lists can have at most " + SqlLimits.SELECT_ITEMS_MAX + " entries",
                    "",
                    items.getParserPosition().getLineNum(),
                    items.getParserPosition().getColumnNum());
        }
        selectedColumns += columns;
        if (selectedColumns > QueryLimits.SELECTED_COLUMNS_MAX) {
            throw new QueryException(
                    SqlStates.TOO_COMPLEX,
                    "the query selects more than "
                            + QueryLimits.SELECTED_COLUMNS_MAX
                            + " columns, those of its subqueries included",
                    "select fewer columns in the subqueries");
        }
        return super.validateSelectList(items, select, target);
    }

    /** Columns that a star stands for, or a few more. */
    private long width(SqlIdentifier star, SelectScope scope) {
        if (star.names.size() > 1) {
            SqlValidatorScope.ResolvedImpl resolved = new SqlValidatorScope.ResolvedImpl();
            scope.resolve(
                    star.names.subList(0, star.names.size() - 1),
                    getCatalogReader().nameMatcher(),
                    false,
                    resolved);
            return resolved.count() == 1
                    ? resolved.only().namespace.getRowType().getFieldCount()
                    : 1;
        }
        long columns = 0;
        for (SqlValidatorNamespace table : scope.getChildren()) {
            columns += table.getRowType().getFieldCount();
        }
        return columns;
    }

    @Override
    protected void validateOrderList(SqlSelect select) {
        int columns = select.getSelectList().size();
        SqlNodeList order = select.getOrderList();
        if (order != null && (long) order.size() * columns > QueryLimits.SORTED_COLUMNS_MAX) {
            throw new QueryException(
                    SqlStates.TOO_COMPLEX,
                    "ordering " + columns + " columns by " + order.size() + " items is too complex",
                    "the two numbers multiplied may be at most " + QueryLimits.SORTED_COLUMNS_MAX,
                    order.getParserPosition().getLineNum(),
                    order.getParserPosition().getColumnNum());
        }
        super.validateOrderList(select);
    }

    /** A parameter of which its use says nothing is a text, as in PostgreSQL. */
    @Override
    protected void inferUnknownTypes(RelDataType inferred, SqlValidatorScope scope, SqlNode node) {
        boolean untyped = node instanceof SqlDynamicParam && inferred.equals(unknownType);
        super.inferUnknownTypes(
                untyped ? typeFactory.createSqlType(SqlTypeName.VARCHAR) : inferred, scope, node);
    }

    @Override
    public CalciteException handleUnresolvedFunction(
            SqlCall call,
            SqlOperator function,
            List<RelDataType> arguments,
            @Nullable List<String> names) {
        String types = arguments.stream().map(Types::displayName).collect(Collectors.joining(", "));
        String name = function.getName().toLowerCase(Locale.ROOT);
        throw new QueryException(
                SqlStates.UNDEFINED_FUNCTION,
                "function " + name + "(" + types + ") does not exist",
                Functions.hint(name),
                call.getParserPosition().getLineNum(),
                call.getParserPosition().getColumnNum());
    }
}
