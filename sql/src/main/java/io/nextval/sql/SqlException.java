package io.nextval.sql;

/**
 * What is wrong with a statement, in PostgreSQL's words where it has some. The only exception of
 * this module; the statement was not executed, and sending it again gives the same answer.
 */
public final class SqlException extends Exception {
    private static final long serialVersionUID = 1;

    private final String sqlState;
    private final String detail;
    private final String hint;
    private final int position;

    /**
     * @param sqlState five characters
     * @param message one line, without a full stop
     * @param detail more about it, or empty
     * @param hint what to do, or empty
     * @param position 1-based offset in UTF-16 units of the statement's text, 0 for none
     */
    public SqlException(String sqlState, String message, String detail, String hint, int position) {
        super(message);
        this.sqlState = sqlState;
        this.detail = detail;
        this.hint = hint;
        this.position = position;
    }

    /** Returns the SQLSTATE. */
    public String sqlState() {
        return sqlState;
    }

    /** Returns the message; never null. */
    @Override
    public String getMessage() {
        return String.valueOf(super.getMessage());
    }

    /** Returns more about the error, or empty. */
    public String detail() {
        return detail;
    }

    /** Returns what to do about it or what was expected, or empty. */
    public String hint() {
        return hint;
    }

    /** Returns the 1-based offset in UTF-16 units in the statement's text, 0 for none. */
    public int position() {
        return position;
    }
}
