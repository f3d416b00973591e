package io.nextval.server.golden;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/** Rows of values as lines of a golden file, and whether two such lines say the same. */
final class Cells {
    private static final String ANY = "<any>";

    private Cells() {}

    /** A value as the text of a cell. */
    static String text(@Nullable String value) {
        if (value == null) {
            return "null";
        }
        String escaped = value.replace("\\", "\\\\").replace("|", "\\|").replace("\n", "\\n");
        boolean quoted =
                value.isEmpty()
                        || value.equals("null")
                        || value.equals(ANY)
                        || !value.equals(value.strip());
        return quoted ? "'" + escaped + "'" : escaped;
    }

    /** Lines of aligned cells. */
    static List<String> table(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                int width = row.get(i).length();
                if (i == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(i, Math.max(widths.get(i), width));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    /** Whether an outcome is the expected one, line for line. */
    static boolean same(List<String> expected, List<String> actual) {
        if (expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (!same(expected.get(i), actual.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean same(String expected, String actual) {
        if (!expected.startsWith("|") || !actual.startsWith("|")) {
            return expected.stripTrailing().equals(actual.stripTrailing());
        }
        List<String> left = split(expected);
        List<String> right = split(actual);
        if (left.size() != right.size()) {
            return false;
        }
        for (int i = 0; i < left.size(); i++) {
            boolean any = left.get(i).equals(ANY) && !right.get(i).equals("null");
            if (!any && !left.get(i).equals(right.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder("|");
        for (int i = 0; i < row.size(); i++) {
            String cell = row.get(i);
            line.append(' ').append(cell).append(" ".repeat(widths.get(i) - cell.length()));
            line.append(" |");
        }
        return line.toString();
    }

    private static List<String> split(String line) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        for (int i = 1; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '|') {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(c);
                if (c == '\\' && i + 1 < line.length()) {
                    cell.append(line.charAt(++i));
                }
            }
        }
        return cells;
    }
}
