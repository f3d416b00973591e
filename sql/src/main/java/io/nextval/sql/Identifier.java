package io.nextval.sql;

import java.nio.charset.StandardCharsets;

/** The rules of a single name: folding, length, quoting. */
public final class Identifier {

    private Identifier() {}

    /** Returns the name as it must be written in SQL: bare if that is the same, else quoted. */
    public static String quoteIfNeeded(String name) {
        return isPlain(name) && !ReservedWords.contains(name) ? name : quote(name);
    }

    private static String quote(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || !isStart(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            if (!isStart(c) && !(c >= '0' && c <= '9') && c != '$') {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a word has only letters, digits, _ and $, of any script. */
    static boolean isUnquotedName(String word) {
        return word.codePoints()
                .allMatch(
                        c ->
                                c == '$'
                                        || (Character.isUnicodeIdentifierPart(c)
                                                && !Character.isIdentifierIgnorable(c)));
    }

    private static boolean isStart(char c) {
        return (c >= 'a' && c <= 'z') || c == '_';
    }

    /** Folds an unquoted name: ASCII letters to lower case, others kept, as PostgreSQL does. */
    static String fold(String name) {
        StringBuilder folded = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            folded.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return folded.toString();
    }

    /**
     * Returns the name if it is short enough. PostgreSQL cuts long names, so that two names can
     * become one; here they are refused.
     *
     * @throws SqlException 42622
     */
    static String checkLength(String name, int position) throws SqlException {
        int bytes = name.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > SqlLimits.IDENTIFIER_BYTES_MAX) {
            throw new SqlException(
                    SqlState.NAME_TOO_LONG,
                    "identifier \"" + name + "\" is too long",
                    "It has "
                            + bytes
                            + " bytes; the limit is "
                            + SqlLimits.IDENTIFIER_BYTES_MAX
                            + ".",
                    "use a shorter name",
                    position);
        }
        return name;
    }
}
