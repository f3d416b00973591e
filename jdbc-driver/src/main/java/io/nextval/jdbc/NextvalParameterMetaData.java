package io.nextval.jdbc;

import java.sql.ParameterMetaData;
import java.sql.SQLException;
import java.util.List;

/** The parameters of a statement and the types that the server gives them. */
final class NextvalParameterMetaData implements ParameterMetaData {
    private final List<String> typeNames;

    NextvalParameterMetaData(List<String> typeNames) {
        this.typeNames = typeNames;
    }

    @Override
    public int getParameterCount() {
        return typeNames.size();
    }

    @Override
    public int isNullable(int parameter) throws SQLException {
        check(parameter);
        return parameterNullableUnknown;
    }

    @Override
    public boolean isSigned(int parameter) throws SQLException {
        return check(parameter).signed;
    }

    @Override
    public int getPrecision(int parameter) throws SQLException {
        return check(parameter).precision;
    }

    @Override
    public int getScale(int parameter) throws SQLException {
        check(parameter);
        return 0;
    }

    @Override
    public int getParameterType(int parameter) throws SQLException {
        return check(parameter).jdbcType;
    }

    @Override
    public String getParameterTypeName(int parameter) throws SQLException {
        check(parameter);
        return typeNames.get(parameter - 1);
    }

    @Override
    public String getParameterClassName(int parameter) throws SQLException {
        return check(parameter).className;
    }

    @Override
    public int getParameterMode(int parameter) throws SQLException {
        check(parameter);
        return parameterModeIn;
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return Wrappers.unwrap(this, type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return Wrappers.isWrapper(this, type);
    }

    private ColumnType check(int parameter) throws SQLException {
        int count = typeNames.size();
        if (parameter < 1 || parameter > count) {
            throw Errors.badArgument(
                    "there is no parameter " + parameter + "; the statement has " + count);
        }
        return ColumnType.of(typeNames.get(parameter - 1));
    }
}
