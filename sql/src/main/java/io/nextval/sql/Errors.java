package io.nextval.sql;

/** Makes the exceptions that several readers throw. Positions are 1-based, 0 for none. */
final class Errors {
    private static final int QUOTED_CHARS_MAX = 64;

    private Errors() {}

    static SqlException error(String sqlState, String message, String hint, int position) {
        return new SqlException(sqlState, message, "", hint, position);
    }

    /** Something that is SQL, but not served here. */
    static SqlException notSupported(String what, int position) {
        return error(SqlState.FEATURE_NOT_SUPPORTED, what + " is not supported", "", position);
    }

    static SqlException syntaxAt(String token, String hint, int position) {
        return near("syntax error", token, hint, position);
    }

    static SqlException near(String message, String token, String hint, int position) {
        return error(
                SqlState.SYNTAX_ERROR,
                message + " at or near \"" + shorten(token) + "\"",
                hint,
                position);
    }

    static SqlException syntaxAtEnd(String hint, int position) {
        return error(SqlState.SYNTAX_ERROR, "syntax error at end of input", hint, position);
    }

    static SqlException outOfBigint(String number, int position) {
        return error(
                SqlState.NUMBER_OUT_OF_RANGE,
                "value \"" + shorten(number) + "\" is out of range for type bigint",
                "",
                position);
    }

    /** Keeps a message to one short line, whatever it quotes. */
    static String shorten(String text) {
        int line = text.indexOf('\n');
        String first = line < 0 ? text : text.substring(0, line);
        int length = Math.min(first.length(), QUOTED_CHARS_MAX);
        if (length < first.length() && Character.isHighSurrogate(first.charAt(length - 1))) {
            length--;
        }
        return length == text.length() ? text : first.substring(0, length) + "…";
    }
}
