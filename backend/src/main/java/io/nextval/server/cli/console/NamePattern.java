package io.nextval.server.cli.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A pattern of {@code \ds} or {@code \d} as psql reads it: {@code *} any text, {@code ?} any
 * character, a dot behind the schema; letters fold to lower case, but not in double quotes, where
 * nothing has a meaning.
 *
 * @param schema as SQL's LIKE wants it with {@link #ESCAPE}; empty for every schema
 * @param name likewise
 */
record NamePattern(String schema, String name) {
    /** Stands before a wild card of LIKE that stands for itself. */
    static final char ESCAPE = '!';

    static NamePattern parse(String text) {
        List<StringBuilder> parts = new ArrayList<>(List.of(new StringBuilder()));
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            StringBuilder part = parts.get(parts.size() - 1);
            boolean doubled =
                    quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"';
            if (doubled) {
                part.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == '%' || c == '_' || c == ESCAPE) {
                part.append(ESCAPE).append(c);
            } else if (quoted) {
                part.append(c);
            } else if (c == '.') {
                parts.add(new StringBuilder());
            } else if (c == '*' || c == '?') {
                part.append(c == '*' ? '%' : '_');
            } else {
                part.append(String.valueOf(c).toLowerCase(Locale.ROOT));
            }
        }
        if (parts.size() > 2) {
            throw new IllegalArgumentException(
                    "the name '" + text + "' has more than one dot; allowed: name, schema.name");
        }
        return parts.size() == 1
                ? new NamePattern("", parts.get(0).toString())
                : new NamePattern(parts.get(0).toString(), parts.get(1).toString());
    }

    /** A condition on two columns, with a question mark for each of {@link #parameters}. */
    String condition(String schemaColumn, String nameColumn) {
        List<String> conditions = new ArrayList<>();
        if (!schema.isEmpty()) {
            conditions.add(schemaColumn + " LIKE ? ESCAPE '" + ESCAPE + "'");
        }
        if (!name.isEmpty()) {
            conditions.add(nameColumn + " LIKE ? ESCAPE '" + ESCAPE + "'");
        }
        return conditions.isEmpty() ? "TRUE" : String.join(" AND ", conditions);
    }

    List<String> parameters() {
        List<String> parameters = new ArrayList<>();
        if (!schema.isEmpty()) {
            parameters.add(schema);
        }
        if (!name.isEmpty()) {
            parameters.add(name);
        }
        return parameters;
    }
}
