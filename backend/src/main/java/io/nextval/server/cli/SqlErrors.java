package io.nextval.server.cli;

import io.nextval.client.ClientException;

import java.sql.SQLException;
import java.sql.SQLWarning;

/** Puts what JDBC reports into words, the way psql does. */
final class SqlErrors {
    private static final int CAUSES_MAX = 8;

    private SqlErrors() {}

    /** {@code ERROR 42P01: relation "x" does not exist}, then lines for detail and hint. */
    static String describe(SQLException e) {
        StringBuilder text = new StringBuilder("ERROR ");
        if (e.getSQLState() != null) {
            text.append(e.getSQLState()).append(": ");
        }
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        text.append(message);
        Throwable cause = e.getCause();
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof ClientException client) {
                append(text, message, "DETAIL", client.detail());
                append(text, message, "HINT", client.hint());
                break;
            }
            cause = cause.getCause();
        }
        return text.toString();
    }

    /** {@code WARNING 01000: …}. */
    static String describe(SQLWarning warning) {
        return "WARNING " + warning.getSQLState() + ": " + warning.getMessage();
    }

    private static void append(StringBuilder text, String message, String label, String more) {
        if (!more.isEmpty() && !message.contains(more)) {
            text.append(System.lineSeparator()).append(label).append(": ").append(more);
        }
    }
}
