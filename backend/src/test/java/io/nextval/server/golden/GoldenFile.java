package io.nextval.server.golden;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A golden file, read: its statements, and its text with other outcomes. See the package. */
public final class GoldenFile {
    private static final List<String> OUTCOMES = List.of("ok", "|", "!", "~");

    private static final String AS = " as ";

    private final String name;
    private final List<String> lines;
    private final List<GoldenCase> cases = new ArrayList<>();

    /** The lines of the file that are part of an expected outcome. */
    private final List<Boolean> outcome = new ArrayList<>();

    /** The line after the statement of each case. */
    private final List<Integer> ends = new ArrayList<>();

    private String session = "main";
    private String schema = "";
    private String user = "";
    private @Nullable List<@Nullable Object> parameters;
    private boolean types;
    private GoldenCase.Postgres postgres = GoldenCase.Postgres.SAME;
    private String postgresSql = "";

    private GoldenFile(String name, List<String> lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * Reads a file.
     *
     * @throws IllegalArgumentException if it is not a golden file, with name and line
     */
    public static GoldenFile parse(String name, String text) {
        GoldenFile file = new GoldenFile(name, text.lines().toList());
        file.readAll();
        return file;
    }

    public String name() {
        return name;
    }

    public List<GoldenCase> cases() {
        return List.copyOf(cases);
    }

    /** The file's text with these outcomes, by the line of their statement. */
    public String rewritten(Map<Integer, List<String>> outcomes) {
        StringBuilder text = new StringBuilder();
        int next = 0;
        for (int i = 0; i < lines.size(); i++) {
            if (!outcome.get(i)) {
                text.append(lines.get(i)).append('\n');
            }
            if (next < cases.size() && ends.get(next) == i + 1) {
                GoldenCase done = cases.get(next++);
                for (String line : outcomes.getOrDefault(done.line(), done.expected())) {
                    text.append(line).append('\n');
                }
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return name;
    }

    private void readAll() {
        int i = 0;
        while (i < lines.size()) {
            String line = lines.get(i);
            if (line.isBlank() || line.startsWith("#")) {
                outcome.add(false);
                i++;
            } else if (line.startsWith("\\")) {
                directive(line.substring(1).strip(), i + 1);
                outcome.add(false);
                i++;
            } else if (isOutcome(line)) {
                throw bad(i + 1, "an outcome without a statement");
            } else {
                i = readCase(i);
            }
        }
    }

    private int readCase(int from) {
        int end = from;
        while (!lines.get(end).stripTrailing().endsWith(";")) {
            end++;
            if (end == lines.size() || lines.get(end).isBlank()) {
                throw bad(from + 1, "a statement without a semicolon at the end of a line");
            }
        }
        end++;
        int stop = end;
        while (stop < lines.size() && isOutcome(lines.get(stop))) {
            stop++;
        }
        for (int i = from; i < stop; i++) {
            outcome.add(i >= end);
        }
        String text = String.join("\n", lines.subList(from, end)).stripTrailing();
        String sql = text.substring(0, text.length() - 1);
        cases.add(
                new GoldenCase(
                        from + 1,
                        session,
                        schema,
                        user,
                        sql,
                        parameters,
                        types,
                        postgres,
                        postgresSql.isEmpty() ? sql : postgresSql,
                        List.copyOf(lines.subList(end, stop))));
        ends.add(end);
        parameters = null;
        types = false;
        postgres = GoldenCase.Postgres.SAME;
        postgresSql = "";
        return stop;
    }

    private static boolean isOutcome(String line) {
        return OUTCOMES.stream().anyMatch(o -> line.equals(o) || line.startsWith(o + " "));
    }

    private void directive(String text, int line) {
        int space = text.indexOf(' ');
        String word = space < 0 ? text : text.substring(0, space);
        String rest = space < 0 ? "" : text.substring(space).strip();
        switch (word) {
            case "session" -> {
                int as = (rest + ' ').indexOf(AS);
                user = as < 0 ? "" : rest.substring(as + AS.length()).strip();
                String[] parts = (as < 0 ? rest : rest.substring(0, as)).split(" +", -1);
                session = parts[0];
                schema = parts.length > 1 ? parts[1] : "";
            }
            case "bind" -> parameters = values(rest, line);
            case "types" -> types = true;
            case "differs" -> postgres = GoldenCase.Postgres.DIFFERS;
            case "only" -> postgres = GoldenCase.Postgres.NOT_SENT;
            case "postgres" -> {
                postgres = GoldenCase.Postgres.OTHER_WORDS;
                postgresSql = rest;
            }
            default -> throw bad(line, "no such directive: \\" + word);
        }
        boolean reason = word.equals("differs") || word.equals("only") || word.equals("postgres");
        if (reason && rest.isEmpty()) {
            throw bad(line, "\\" + word + " needs words");
        }
    }

    private List<@Nullable Object> values(String text, int line) {
        List<@Nullable Object> values = new ArrayList<>();
        for (String item : text.split(",", -1)) {
            String value = item.strip();
            if (value.equals("null")) {
                values.add(null);
            } else if (value.startsWith("'") && value.endsWith("'") && value.length() > 1) {
                values.add(value.substring(1, value.length() - 1));
            } else if (value.matches("-?\\d+")) {
                values.add(Long.valueOf(value));
            } else if (value.equals("true") || value.equals("false")) {
                values.add(Boolean.valueOf(value));
            } else {
                throw bad(line, "not a value: " + value);
            }
        }
        return values;
    }

    private IllegalArgumentException bad(int line, String what) {
        return new IllegalArgumentException(name + ":" + line + ": " + what);
    }
}
