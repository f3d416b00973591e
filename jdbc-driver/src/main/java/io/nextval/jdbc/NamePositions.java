package io.nextval.jdbc;

import io.nextval.client.ClientException;
import io.nextval.client.PreparedProgram;
import io.nextval.wire.NameArgument;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds where a SQL text names a sequence, for errors of servers that have no text at hand: they
 * name a sequence by its schema, unless that is {@code public}. The text has been parsed, so it is
 * well-formed; what is not understood is passed over. Used for one text.
 */
final class NamePositions {
    private static final Pattern MISSING =
            Pattern.compile("(\\w+ \")(.*)(\" does not exist)", Pattern.DOTALL);

    /** Of other texts PostgreSQL tells no place. */
    private static final Pattern SELECT =
            Pattern.compile(
                    "\\s*(select|values|call)\\b.*", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final String PUBLIC = "public";

    /** A name as the text has it, without quotes; the 1-based position, 0 for a parameter's. */
    record Mention(String written, int position) {}

    private final String sql;
    private final boolean string;
    private int at;

    private NamePositions(String sql, boolean string) {
        this.sql = sql;
        this.string = string;
    }

    /** The error with the name as it was written, and with the place, if the text has it. */
    static ClientException placed(ClientException e, PreparedProgram program) {
        return placed(e, program.schema(), program.sql(), program.names());
    }

    static ClientException placed(
            ClientException e, String sessionSchema, String sql, List<NameArgument> names) {
        if (e.position() != 0
                || !e.sqlState().equals(Errors.UNDEFINED)
                || !SELECT.matcher(sql).matches()) {
            return e;
        }
        Matcher missing = MISSING.matcher(String.valueOf(e.getMessage()));
        if (!missing.matches()) {
            return e;
        }
        Mention mention = find(sql, names, sessionSchema, missing.group(2));
        return mention == null
                ? e
                : e.at(missing.group(1) + mention.written + missing.group(3), mention.position);
    }

    /** The first mention of the sequence that a message shows so; null if there is none. */
    static @Nullable Mention find(
            String sql, List<NameArgument> names, String sessionSchema, String shown) {
        NamePositions text = new NamePositions(sql, false);
        while (text.at < sql.length()) {
            int start = text.at;
            String written = written(text.next(), sessionSchema, shown);
            if (written != null) {
                return new Mention(written, start + 1);
            }
        }
        for (NameArgument name : names) {
            String written = written(nameIn(name.text()), sessionSchema, shown);
            if (written != null) {
                return new Mention(written, 0);
            }
        }
        return null;
    }

    /** A schema may stand before the name, and Oracle's function after it. */
    private static @Nullable String written(
            List<String> parts, String sessionSchema, String shown) {
        int last = parts.size() - 1;
        if (last > 0 && (parts.get(last).equals("nextval") || parts.get(last).equals("currval"))) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        String name = parts.get(last);
        String schema = last == 0 ? sessionSchema : parts.get(last - 1);
        String written = last == 0 ? name : schema + '.' + name;
        String full = schema.equals(PUBLIC) ? name : schema + '.' + name;
        return shown.equals(written) || shown.equals(full) ? written : null;
    }

    /** The parts of the name that stands next, or none for anything else; goes past it. */
    private List<String> next() {
        char c = sql.charAt(at);
        if (c == '\'') {
            return nameIn(quoted('\''));
        } else if (sql.startsWith("--", at)) {
            skipPast("\n");
        } else if (sql.startsWith("/*", at)) {
            skipPast("*/");
        } else if (c == '"' || isWordStart(c)) {
            return parts();
        } else {
            at++;
        }
        return List.of();
    }

    /** The parts of the name that a string is; none if it is something else. */
    private static List<String> nameIn(String content) {
        NamePositions name = new NamePositions(content, true);
        List<String> parts = name.parts();
        name.skipBlanks();
        return name.at < content.length() ? List.of() : parts;
    }

    /** The parts of a qualified name that starts here, as they are after folding. */
    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        do {
            skipBlanks();
            if (at < sql.length() && sql.charAt(at) == '"') {
                parts.add(quoted('"'));
            } else {
                int start = at;
                while (at < sql.length() && isWordPart(sql.charAt(at))) {
                    at++;
                }
                parts.add(sql.substring(start, at).toLowerCase(Locale.ROOT));
            }
            int end = at;
            skipBlanks();
            if (at < sql.length() && sql.charAt(at) == '.') {
                at++;
            } else {
                at = end;
                return parts;
            }
        } while (at < sql.length());
        return parts;
    }

    private String quoted(char quote) {
        StringBuilder content = new StringBuilder();
        for (at++; at < sql.length(); at++) {
            char c = sql.charAt(at);
            if (c == quote) {
                if (at + 1 == sql.length() || sql.charAt(at + 1) != quote) {
                    break;
                }
                at++;
            }
            content.append(c);
        }
        at = Math.min(at + 1, sql.length());
        return content.toString();
    }

    private void skipPast(String end) {
        int found = sql.indexOf(end, at + 2);
        at = found < 0 ? sql.length() : found + end.length();
    }

    private void skipBlanks() {
        while (at < sql.length() && Character.isWhitespace(sql.charAt(at))) {
            at++;
        }
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    /** In a string, whatever stands between the dots is a name. */
    private boolean isWordPart(char c) {
        return string
                ? c != '.' && !Character.isWhitespace(c)
                : Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
