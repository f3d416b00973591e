package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.wire.Retry;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLInvalidAuthorizationSpecException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;

/**
 * All exceptions of the driver: the class follows from the SQLSTATE, because pools and frameworks
 * look at one or the other. "Not supported" is 0AX00 and never 0A000, for which pools drop the
 * connection.
 */
final class Errors {
    private Errors() {}

    /** What the client reports, with detail, hint and position in the message. */
    static SQLException of(ClientException e) {
        StringBuilder text = new StringBuilder(String.valueOf(e.getMessage()));
        line(text, "Detail", e.detail());
        line(text, "Hint", e.hint());
        line(text, "Position", e.position() == 0 ? "" : Integer.toString(e.position()));
        SQLException translated = of(text.toString(), e.sqlState(), e.retry() == Retry.SAFE);
        translated.initCause(e);
        return translated;
    }

    static SQLException timeout(ClientException e, int seconds) {
        return new SQLTimeoutException(
                "query timeout of " + seconds + " s: " + e.getMessage(), "57014", e);
    }

    static SQLException unsupported(String what) {
        return new SQLFeatureNotSupportedException(what + " is not supported", "0AX00");
    }

    static SQLException badUrl(String reason) {
        return new SQLNonTransientConnectionException(
                "bad URL: "
                        + reason
                        + "; expected jdbc:nextval://host:port,host:port/schema?property=value",
                "08001");
    }

    static SQLException badProperty(String reason) {
        return new SQLDataException(reason, "22023");
    }

    static SQLException badArgument(String reason) {
        return new SQLDataException(reason, "22023");
    }

    static SQLException outOfRange(String reason) {
        return new SQLDataException(reason, "22003");
    }

    static SQLException badConversion(Object value, String type) {
        return new SQLDataException("the value '" + value + "' is not a " + type, "22018");
    }

    static SQLException connectionClosed() {
        return new SQLNonTransientConnectionException("this connection has been closed", "08003");
    }

    static SQLException closed(String what) {
        return new SQLNonTransientException("this " + what + " has been closed", "55000");
    }

    static SQLException noRow() {
        return new SQLNonTransientException(
                "the result set is not on a row; call next() first", "24000");
    }

    static SQLException noRows() {
        return new SQLNonTransientException(
                "executeQuery needs a statement that returns rows; use execute or executeUpdate",
                "02000");
    }

    static SQLException unexpectedRows() {
        return new SQLNonTransientException(
                "executeUpdate needs a statement that returns no rows; use execute or executeQuery",
                "0100E");
    }

    private static SQLException of(String text, String state, boolean retryable) {
        switch (state) {
            case "08001" -> {
                return new SQLTransientConnectionException(text, state);
            }
            case "57014" -> {
                return new SQLTimeoutException(text, state);
            }
            default -> {}
        }
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> new SQLNonTransientConnectionException(text, state);
            case "0A" -> new SQLFeatureNotSupportedException(text, "0AX00");
            case "22" -> new SQLDataException(text, state);
            case "23" -> new SQLIntegrityConstraintViolationException(text, state);
            case "28" -> new SQLInvalidAuthorizationSpecException(text, state);
            case "3F", "42" -> new SQLSyntaxErrorException(text, state);
            case "40" -> new SQLTransactionRollbackException(text, state);
            case "53", "NV" -> new SQLTransientException(text, state);
            default ->
                    retryable
                            ? new SQLTransientException(text, state)
                            : new SQLNonTransientException(text, state);
        };
    }

    private static void line(StringBuilder text, String label, String content) {
        if (!content.isEmpty()) {
            text.append("\n  ").append(label).append(": ").append(content);
        }
    }
}
