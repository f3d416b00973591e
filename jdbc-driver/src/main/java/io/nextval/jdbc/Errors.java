package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.wire.Retry;

import java.io.IOException;
import java.sql.BatchUpdateException;
import java.sql.SQLClientInfoException;
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
import java.util.Map;

/**
 * All exceptions of the driver: the class follows from the SQLSTATE, because pools and frameworks
 * look at one or the other. "Not supported" is 0AX00 and never 0A000, for which pools drop the
 * connection.
 */
final class Errors {
    static final String CANCELLED = "57014";

    /** A sequence that does not exist. */
    static final String UNDEFINED = "42P01";

    /** Something that the session has not defined yet. */
    static final String NOT_YET = "55000";

    /** All connections to servers are gone. */
    static final String LOST = "08006";

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

    /** The caller's own time was up; {@code e} says what came of the statement. */
    static SQLException timeout(ClientException e) {
        return new SQLTimeoutException(
                cancelled("canceling statement due to statement timeout", e), CANCELLED, e);
    }

    /** Another thread cancelled the statement; {@code e} says what came of it. */
    static SQLException cancelled(ClientException e) {
        return new SQLTimeoutException(
                cancelled("canceling statement due to user request", e), CANCELLED, e);
    }

    /** Another thread cancelled the statement between two of its steps. */
    static SQLException cancelled() {
        return new SQLTimeoutException("canceling statement due to user request", CANCELLED);
    }

    /** The connection was aborted while a statement ran; {@code e} says what came of it. */
    static SQLException aborted(ClientException e) {
        return new SQLNonTransientConnectionException(
                cancelled("this connection has been closed", e), "08003", e);
    }

    /** No node could be reached for as long as was tried. */
    static SQLException lost(ClientException e) {
        return new SQLNonTransientConnectionException(
                "the connection to all nodes is lost: " + e.getMessage(), LOST, e);
    }

    static SQLException readOnly(String what) {
        return of("cannot execute " + what + " in a read-only transaction", "25006", false);
    }

    static SQLException inTransaction(String what) {
        return of(what + " cannot run inside a transaction block", "25001", false);
    }

    static SQLException unknownVariable(String name) {
        return of("unrecognized configuration parameter \"" + name + '"', "42704", false);
    }

    static SQLException noCurrentValue(String sequence) {
        return of(
                "currval of sequence \"" + sequence + "\" is not yet defined in this session",
                "55000",
                false);
    }

    static SQLException noLastValue() {
        return of("lastval is not yet defined in this session", "55000", false);
    }

    static SQLException noParameter(int parameter) {
        return badArgument("parameter " + parameter + " has no value");
    }

    static SQLException noName(int parameter) {
        return new SQLDataException(
                "parameter " + parameter + " is null, but it names a sequence", "22004");
    }

    static SQLException badText(String text, String type) {
        return new SQLDataException(
                "invalid input syntax for type " + type + ": \"" + text + '"', "22P02");
    }

    static SQLException badCast(Object value, String type) {
        return of("cannot cast the value '" + value + "' to type " + type, "42846", false);
    }

    static SQLException unsupported(String what) {
        return new SQLFeatureNotSupportedException(what + " is not supported", "0AX00");
    }

    static SQLClientInfoException clientInfo(SQLException cause) {
        return new SQLClientInfoException(
                cause.getMessage(), cause.getSQLState(), 0, Map.of(), cause);
    }

    static SQLException badUrl(String reason) {
        return new SQLNonTransientConnectionException(
                "bad URL: "
                        + reason
                        + "; expected jdbc:nextval://host:port,host:port/schema?property=value",
                "08001");
    }

    /** The caller gave null where there must be something. */
    static SQLException missing(String what) {
        return badArgument(what + " is null");
    }

    static SQLException unreadable(IOException cause) {
        return new SQLDataException(
                "the stream can not be read: " + cause.getMessage(), "22000", cause);
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

    static SQLException batchTooLong(int max) {
        return of("a batch has at most " + max + " statements; execute it", "54000", false);
    }

    /** What stopped a batch, and what came of the statements before. */
    static BatchUpdateException batch(SQLException cause, long[] counts) {
        return new BatchUpdateException(
                "statement " + (counts.length + 1) + " of the batch: " + cause.getMessage(),
                cause.getSQLState(),
                cause.getErrorCode(),
                counts,
                cause);
    }

    /** A statement of a batch that would return rows without drawing anything. */
    static SQLException rowsInBatch(String tag) {
        return new SQLNonTransientException(
                "a batch takes commands and statements that draw or set numbers, and not a "
                        + tag
                        + " that only returns rows; use executeQuery",
                "0100E");
    }

    static SQLException unexpectedRows() {
        return new SQLNonTransientException(
                "executeUpdate needs a statement that returns no rows; use execute or executeQuery",
                "0100E");
    }

    private static String cancelled(String what, ClientException e) {
        StringBuilder text = new StringBuilder(what);
        line(text, "Detail", String.valueOf(e.getMessage()));
        return text.toString();
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
