package io.nextval.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The name inside {@code nextval('…')}: a string with rules of its own, those of PostgreSQL's
 * {@code regclass}. Parts are separated by dots with space around them allowed; an unquoted part
 * folds to lower case and ends at a dot or a space, whatever else it contains; {@code "…"} is taken
 * as it is, with {@code ""} for a quote.
 */
final class NameString {
    private final String text;
    private int at;

    private NameString(String text) {
        this.text = text;
    }

    /**
     * Returns the parts of the name, at least one, none empty.
     *
     * @throws SqlException 42602 if the string has not the form of a name
     */
    static List<String> parts(String text, int position) throws SqlException {
        NameString name = new NameString(text);
        List<String> parts = new ArrayList<>();
        do {
            name.skipSpace();
            String part = name.part();
            if (part.isEmpty()) {
                throw invalid(text, position);
            }
            parts.add(part);
            name.skipSpace();
        } while (name.skipDot());
        if (name.at < text.length()) {
            throw invalid(text, position);
        }
        return parts;
    }

    private static SqlException invalid(String text, int position) {
        return new SqlException(
                SqlState.INVALID_NAME,
                "invalid name syntax",
                "The name was '" + Errors.shorten(text) + "'.",
                "write 'name', 'schema.name' or '\"Name\"'",
                position);
    }

    /** Returns the next part, or nothing if there is none or its quotes do not close. */
    private String part() {
        if (at < text.length() && text.charAt(at) == '"') {
            return quotedPart();
        }
        int from = at;
        while (at < text.length() && text.charAt(at) != '.' && !Scanner.isSpace(text.charAt(at))) {
            at++;
        }
        return Identifier.fold(text.substring(from, at));
    }

    private String quotedPart() {
        StringBuilder part = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c != '"') {
                part.append(c);
            } else if (at < text.length() && text.charAt(at) == '"') {
                part.append(c);
                at++;
            } else {
                return part.toString();
            }
        }
        return "";
    }

    private void skipSpace() {
        while (at < text.length() && Scanner.isSpace(text.charAt(at))) {
            at++;
        }
    }

    private boolean skipDot() {
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            return true;
        }
        return false;
    }
}
