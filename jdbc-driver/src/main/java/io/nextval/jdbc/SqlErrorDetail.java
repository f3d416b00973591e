package io.nextval.jdbc;

import io.nextval.client.ClientException;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/**
 * The parts of an error, for those who show it in their own way; the exception's own message has
 * them all in one text.
 *
 * @param sqlState the SQLSTATE
 * @param message what is wrong, without the parts below
 * @param detail more about it, or empty
 * @param hint what to do about it, or empty
 * @param position 1-based character of the SQL text, 0 for none
 */
public record SqlErrorDetail(
        String sqlState, String message, String detail, String hint, int position) {

    /** The parts of an exception of this driver; for any other its state and message. */
    public static SqlErrorDetail of(SQLException error) {
        String sqlState = text(error.getSQLState());
        if (!(error.getCause() instanceof ClientException cause)) {
            return new SqlErrorDetail(sqlState, text(error.getMessage()), "", "", 0);
        }
        String message = text(cause.getMessage());
        if (sqlState.equals(Errors.CANCELLED) && !cause.sqlState().equals(sqlState)) {
            String first = text(error.getMessage()).lines().findFirst().orElse("");
            return new SqlErrorDetail(sqlState, first, message, "", 0);
        }
        return new SqlErrorDetail(
                sqlState, message, cause.detail(), cause.hint(), cause.position());
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
