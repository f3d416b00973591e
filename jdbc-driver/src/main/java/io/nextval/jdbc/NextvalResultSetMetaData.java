package io.nextval.jdbc;

import io.nextval.wire.ResultColumn;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.List;

/** Labels and types of a result's columns; none belongs to a table. */
final class NextvalResultSetMetaData implements ResultSetMetaData {
    private final List<ResultColumn> columns;

    NextvalResultSetMetaData(List<ResultColumn> columns) {
        this.columns = columns;
    }

    @Override
    public int getColumnCount() {
        return columns.size();
    }

    @Override
    public String getColumnLabel(int column) throws SQLException {
        return column(column).label();
    }

    @Override
    public String getColumnName(int column) throws SQLException {
        return column(column).label();
    }

    @Override
    public String getColumnTypeName(int column) throws SQLException {
        return column(column).typeName();
    }

    @Override
    public int getColumnType(int column) throws SQLException {
        return type(column).jdbcType;
    }

    @Override
    public String getColumnClassName(int column) throws SQLException {
        return type(column).className;
    }

    @Override
    public int getPrecision(int column) throws SQLException {
        return type(column).precision;
    }

    @Override
    public int getColumnDisplaySize(int column) throws SQLException {
        return type(column).displaySize;
    }

    @Override
    public boolean isSigned(int column) throws SQLException {
        return type(column).signed;
    }

    @Override
    public int getScale(int column) throws SQLException {
        type(column);
        return 0;
    }

    @Override
    public boolean isCaseSensitive(int column) throws SQLException {
        return type(column) == ColumnType.TEXT;
    }

    @Override
    public int isNullable(int column) throws SQLException {
        type(column);
        return columnNullableUnknown;
    }

    @Override
    public boolean isAutoIncrement(int column) throws SQLException {
        type(column);
        return false;
    }

    @Override
    public boolean isSearchable(int column) throws SQLException {
        type(column);
        return false;
    }

    @Override
    public boolean isCurrency(int column) throws SQLException {
        type(column);
        return false;
    }

    @Override
    public boolean isReadOnly(int column) throws SQLException {
        type(column);
        return true;
    }

    @Override
    public boolean isWritable(int column) throws SQLException {
        type(column);
        return false;
    }

    @Override
    public boolean isDefinitelyWritable(int column) throws SQLException {
        type(column);
        return false;
    }

    @Override
    public String getSchemaName(int column) throws SQLException {
        type(column);
        return "";
    }

    @Override
    public String getTableName(int column) throws SQLException {
        type(column);
        return "";
    }

    @Override
    public String getCatalogName(int column) throws SQLException {
        type(column);
        return "";
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapper(this, type);
    }

    private ColumnType type(int column) throws SQLException {
        return ColumnType.of(column(column).typeName());
    }

    private ResultColumn column(int column) throws SQLException {
        if (column < 1 || column > columns.size()) {
            throw Errors.badArgument(
                    "there is no column " + column + "; the result has " + columns.size());
        }
        return columns.get(column - 1);
    }
}
