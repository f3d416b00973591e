package io.nextval.server.frontend;

/** A client takes more than it may: its connection ends with this SQLSTATE and these words. */
final class LimitException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String sqlState;

    LimitException(String sqlState, String message) {
        super(message, null, false, false);
        this.sqlState = sqlState;
    }

    String sqlState() {
        return sqlState;
    }
}
