package io.nextval.server.cli.console;

import io.nextval.client.ClientException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.regex.Pattern;

/** Puts what JDBC reports into words, the way psql does. */
public final class SqlErrors {
    private static final int CAUSES_MAX = 8;

    /** Of a statement's line so much is shown; around the position if there is one. */
    private static final int LINE_CHARS_MAX = 72;

    /** What the driver adds to the message for those who print nothing else. */
    private static final Pattern ADDED = Pattern.compile("\n  (Detail|Hint|Position): ");

    private SqlErrors() {}

    /** An error that belongs to no statement. */
    public static String describe(SQLException e) {
        return describe(e, null);
    }

    /**
     * {@code ERROR: relation "x" does not exist}, then the line of the statement with a caret under
     * the position, detail, hint, SQLSTATE.
     */
    static String describe(SQLException e, @Nullable String sql) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        StringBuilder text = new StringBuilder("ERROR:  ");
        text.append(ADDED.split(message, 2)[0]);
        ClientException client = clientException(e);
        if (client != null) {
            if (sql != null && client.position() > 0) {
                appendPosition(text, sql, client.position());
            }
            append(text, "DETAIL", client.detail());
            append(text, "HINT", client.hint());
        }
        if (e.getSQLState() != null) {
            append(text, "SQLSTATE", e.getSQLState());
        }
        return text.toString();
    }

    /**
     * {@code WARNING: …}, or {@code NOTICE: …} for what only tells what was left out. Classes 01
     * and 25 are warnings, as in PostgreSQL.
     */
    static String describe(SQLWarning warning) {
        String state = warning.getSQLState();
        boolean serious = state != null && (state.startsWith("01") || state.startsWith("25"));
        return (serious ? "WARNING:  " : "NOTICE:  ") + warning.getMessage();
    }

    private static @Nullable ClientException clientException(SQLException e) {
        Throwable cause = e.getCause();
        for (int i = 0; i < CAUSES_MAX && cause != null; i++) {
            if (cause instanceof ClientException client) {
                return client;
            }
            cause = cause.getCause();
        }
        return null;
    }

    private static void append(StringBuilder text, String label, String more) {
        if (!more.isEmpty()) {
            text.append('\n').append(label).append(":  ").append(more);
        }
    }

    /** {@code LINE 2: …} and a caret below; a long line is cut around the position. */
    private static void appendPosition(StringBuilder text, String sql, int position) {
        int at = Math.min(position - 1, sql.length());
        int from = sql.lastIndexOf('\n', at - 1) + 1;
        int to = sql.indexOf('\n', at);
        String line = sql.substring(from, to < 0 ? sql.length() : to).replace('\t', ' ');
        long number = 1 + sql.substring(0, from).chars().filter(c -> c == '\n').count();
        int column = at - from;
        int first = 0;
        int last = line.length();
        if (line.length() > LINE_CHARS_MAX) {
            first = Math.max(0, Math.min(column - LINE_CHARS_MAX / 2, last - LINE_CHARS_MAX));
            last = Math.min(last, first + LINE_CHARS_MAX);
        }
        String label = "LINE " + number + ": " + (first > 0 ? "..." : "");
        text.append('\n').append(label).append(line, first, last);
        text.append(last < line.length() ? "..." : "");
        int before = label.length() + line.codePointCount(first, Math.max(first, column));
        text.append('\n').append(" ".repeat(before)).append('^');
    }
}
