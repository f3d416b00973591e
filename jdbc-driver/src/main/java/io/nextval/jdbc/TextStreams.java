package io.nextval.jdbc;

import io.nextval.client.ClientLimits;

import java.io.IOException;
import java.io.Reader;
import java.sql.SQLException;

/** Texts that callers give as streams. Stateless. */
final class TextStreams {
    static final long ANY_LENGTH = -1;

    private TextStreams() {}

    /** All characters, or just as many. */
    static String read(Reader reader, long length) throws SQLException {
        StringBuilder text = new StringBuilder();
        char[] piece = new char[1_024];
        try {
            while (length == ANY_LENGTH || text.length() < length) {
                int wanted =
                        length == ANY_LENGTH
                                ? piece.length
                                : (int) Math.min(piece.length, length - text.length());
                int count = reader.read(piece, 0, wanted);
                if (count < 0) {
                    break;
                }
                text.append(piece, 0, count);
                if (text.length() > ClientLimits.SQL_CHARS_MAX) {
                    throw Errors.badArgument(
                            "a text has at most " + ClientLimits.SQL_CHARS_MAX + " characters");
                }
            }
        } catch (IOException e) {
            throw Errors.unreadable(e);
        }
        if (length != ANY_LENGTH && text.length() < length) {
            throw Errors.badArgument(
                    "the stream ended after " + text.length() + " of " + length + " characters");
        }
        return text.toString();
    }
}
