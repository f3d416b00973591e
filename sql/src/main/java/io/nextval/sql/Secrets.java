package io.nextval.sql;

import java.util.Locale;

/** Keeps passwords out of messages: what stands behind PASSWORD in a text is never quoted. */
final class Secrets {
    private static final String NEAR = " at or near ";

    private Secrets() {}

    /** Returns the error of a text, without quotations of it if they may be of a password. */
    static SqlException withoutThem(SqlException e, String sql) {
        int quotation = e.getMessage().indexOf('"');
        if (quotation < 0 && e.detail().isEmpty()) {
            return e;
        }
        String text = sql.toLowerCase(Locale.ROOT);
        int password = text.indexOf("password");
        if (password < 0 || (e.position() > 0 && e.position() <= password + 1)) {
            return e;
        }
        String before = text.substring(0, password);
        if (!before.contains("user") && !before.contains("role")) {
            return e;
        }
        String message = quotation < 0 ? e.getMessage() : e.getMessage().substring(0, quotation);
        return new SqlException(
                e.sqlState(),
                message.endsWith(NEAR)
                        ? message.substring(0, message.length() - NEAR.length())
                        : message.strip(),
                "The text is not quoted, since it may hold a password.",
                e.hint(),
                e.position());
    }
}
