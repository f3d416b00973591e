package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/** The rows of a result, numbered from 0 and read in order. */
sealed interface Rows permits OneValue, GrantedRows, ListedRows, SteppedRows, KeyRows {
    long count();

    /** Whether {@link #number} serves the column. */
    boolean isNumber(int column);

    long number(long row, int column);

    @Nullable Object object(long row, int column) throws SQLException;
}
