package io.nextval.server.catalog;

import io.nextval.sql.SqlException;

/** Carries an SQL error through Calcite's and our own call chains, which declare none. */
final class QueryException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String sqlState;
    private final String detail;
    private final String hint;
    private final transient int line;
    private final transient int column;

    QueryException(String sqlState, String message) {
        this(sqlState, message, "", 0, 0);
    }

    QueryException(String sqlState, String message, String hint) {
        this(sqlState, message, hint, 0, 0);
    }

    /**
     * @param line of the place in the statement, 1-based; 0 for none
     * @param column of the place in the statement, 1-based
     */
    QueryException(String sqlState, String message, String hint, int line, int column) {
        super(message, null, true, false);
        this.sqlState = sqlState;
        this.detail = "";
        this.hint = hint;
        this.line = line;
        this.column = column;
    }

    /** Returns the place's line, 0 for none. */
    int line() {
        return line;
    }

    /** Returns the place's column in its line. */
    int column() {
        return column;
    }

    /** Returns the same error at another place. */
    QueryException at(int newLine, int newColumn) {
        QueryException moved =
                new QueryException(
                        sqlState, String.valueOf(getMessage()), hint, newLine, newColumn);
        moved.addSuppressed(this);
        return moved;
    }

    String sqlState() {
        return sqlState;
    }

    /** Returns the error as the user gets it. */
    SqlException toSqlException(String text) {
        return new SqlException(
                sqlState,
                String.valueOf(getMessage()),
                detail,
                hint,
                line == 0 ? 0 : Offsets.of(text, line, column) + 1);
    }
}
