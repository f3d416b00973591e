package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints what an import did: a table for a person, CSV (RFC 4180) or JSON for a program. */
public final class Report {
    private static final List<String> TITLES =
            List.of(
                    "source",
                    "sequence",
                    "last there",
                    "value here before",
                    "next value here",
                    "action");
    private static final int FIRST_NUMBER = 2;
    private static final int LAST_NUMBER = 4;

    /** How it is printed. */
    public enum Format {
        TEXT,
        CSV,
        JSON
    }

    private final PrintWriter out;

    public Report(PrintWriter out) {
        this.out = out;
    }

    /** Prints all outcomes. */
    public void print(List<Outcome> outcomes, Format format) {
        List<List<String>> rows = outcomes.stream().map(Report::cells).toList();
        switch (format) {
            case TEXT -> {
                printTable(rows);
                out.println(summary(outcomes));
            }
            case CSV -> {
                out.println(csv(TITLES.stream().map(title -> title.replace(' ', '_')).toList()));
                rows.forEach(row -> out.println(csv(row)));
            }
            case JSON -> printJson(rows);
        }
        out.flush();
    }

    private static List<String> cells(Outcome outcome) {
        return List.of(
                outcome.source(),
                outcome.name(),
                text(outcome.lastThere()),
                text(outcome.valueBefore()),
                text(outcome.next()),
                outcome.action());
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private void printTable(List<List<String>> rows) {
        int[] widths = new int[TITLES.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(TITLES.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        out.println(line(TITLES, widths));
        List<String> rule = new ArrayList<>();
        for (int width : widths) {
            rule.add("-".repeat(width + 2));
        }
        out.println(String.join("+", rule));
        rows.forEach(row -> out.println(line(row, widths)));
        out.println();
    }

    private static String line(List<String> cells, int[] widths) {
        List<String> padded = new ArrayList<>();
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            String padding = " ".repeat(widths[i] - width(cell));
            boolean number = i >= FIRST_NUMBER && i <= LAST_NUMBER;
            padded.add(" " + (number ? padding + cell : cell + padding) + " ");
        }
        return String.join("|", padded).stripTrailing();
    }

    private static int width(String text) {
        return text.codePointCount(0, text.length());
    }

    private static String summary(List<Outcome> outcomes) {
        Map<Outcome.Kind, Integer> counts = new EnumMap<>(Outcome.Kind.class);
        outcomes.forEach(outcome -> counts.merge(outcome.kind(), 1, Integer::sum));
        List<String> parts = new ArrayList<>();
        counts.forEach((kind, count) -> parts.add(count + " " + kind.words()));
        String total = outcomes.size() == 1 ? "1 sequence" : outcomes.size() + " sequences";
        return parts.isEmpty() ? total : total + ": " + String.join(", ", parts);
    }

    private static String csv(List<String> cells) {
        List<String> fields = new ArrayList<>();
        for (String cell : cells) {
            boolean quotes = cell.matches("(?s).*[,\"\r\n].*");
            fields.add(quotes ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        return String.join(",", fields);
    }

    private void printJson(List<List<String>> rows) {
        String separator = "[";
        for (List<String> row : rows) {
            List<String> members = new ArrayList<>();
            for (int i = 0; i < TITLES.size(); i++) {
                boolean number = i >= FIRST_NUMBER && i <= LAST_NUMBER;
                String cell = row.get(i);
                String value = number ? (cell.isEmpty() ? "null" : cell) : quoted(cell);
                members.add(quoted(TITLES.get(i).replace(' ', '_')) + ": " + value);
            }
            out.print(separator + "{" + String.join(", ", members) + "}");
            separator = ",\n ";
        }
        out.println(rows.isEmpty() ? "[]" : "]");
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
