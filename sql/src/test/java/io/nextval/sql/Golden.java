package io.nextval.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The form of {@code statements.golden}. A block is a statement, {@code "> "} and then {@code "| "}
 * for its further lines, followed by what comes of it:
 *
 * <pre>
 * = canonical text
 * ~ what CREATE SEQUENCE defines, what a session statement does, or that it is a query
 * ! SQLSTATE at position: message
 *   detail, hint
 * </pre>
 *
 * Other lines, comments and headings, are kept as they are.
 */
final class Golden {

    private Golden() {}

    /** Returns the file's text with every result replaced by what the parser says now. */
    static String refresh(String file) {
        List<String> lines = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : file.lines().toList()) {
            if (line.startsWith("> ") || line.startsWith("| ")) {
                if (line.startsWith("> ")) {
                    flush(statement, lines);
                } else {
                    statement.append('\n');
                }
                statement.append(line.substring(2));
                lines.add(line);
            } else if (!isResult(line)) {
                flush(statement, lines);
                lines.add(line);
            }
        }
        flush(statement, lines);
        return String.join("\n", lines) + "\n";
    }

    /** Returns the statements of a file. */
    static List<String> statements(String file) {
        List<String> statements = new ArrayList<>();
        for (String line : file.lines().toList()) {
            if (line.startsWith("> ")) {
                statements.add(line.substring(2));
            } else if (line.startsWith("| ")) {
                int last = statements.size() - 1;
                statements.set(last, statements.get(last) + "\n" + line.substring(2));
            }
        }
        return statements;
    }

    private static boolean isResult(String line) {
        return line.startsWith("= ")
                || line.startsWith("~ ")
                || line.startsWith("! ")
                || line.startsWith("  ");
    }

    private static void flush(StringBuilder statement, List<String> lines) {
        if (statement.length() > 0) {
            lines.addAll(result(statement.toString()));
            statement.setLength(0);
        }
    }

    private static List<String> result(String sql) {
        List<String> lines = new ArrayList<>();
        try {
            Statement statement = Parser.parse(sql);
            lines.add("= " + statement.toSql());
            if (statement instanceof CreateSequence create) {
                lines.add("~ " + text(create.options().resolve()));
            } else if (statement instanceof Session session) {
                lines.add("~ " + actions(session));
            } else if (statement instanceof Query query) {
                lines.add("~ query, parameters: " + query.parameterCount());
            }
        } catch (SqlException e) {
            String place = e.position() == 0 ? "" : " at " + e.position();
            lines.add("! " + e.sqlState() + place + ": " + e.getMessage());
            if (!e.detail().isEmpty()) {
                lines.add("  detail: " + e.detail());
            }
            if (!e.hint().isEmpty()) {
                lines.add("  hint: " + e.hint());
            }
        }
        return lines;
    }

    private static String actions(Session session) {
        StringJoiner text = new StringJoiner("; ");
        for (SessionAction action : session.actions()) {
            String what = action.kind() + " " + action.name();
            text.add(action.value() == null ? what.strip() : what + " → " + action.value());
        }
        return text.toString();
    }

    private static String text(SequenceDefinition definition) {
        return definition.dataType().sqlName()
                + " from "
                + definition.start()
                + " by "
                + definition.increment()
                + " in "
                + definition.minValue()
                + ".."
                + definition.maxValue()
                + (definition.cycle() ? " cycle" : "")
                + (definition.cache() > 1 ? " cache " + definition.cache() : "")
                + (definition.ordered() ? " ordered" : " unordered");
    }
}
