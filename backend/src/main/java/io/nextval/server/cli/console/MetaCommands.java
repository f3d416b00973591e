package io.nextval.server.cli.console;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The commands with a backslash, named and behaving as psql's. One thread at a time. */
final class MetaCommands {
    private static final int INCLUDE_DEPTH_MAX = 16;

    private final SqlSession session;
    private final Describe describe;
    private final Watch watch;
    private final boolean stopAtError;
    private String last = "";
    private int depth;
    private Runnable history = () -> {};

    /** How a command ended. */
    enum Outcome {
        DONE,
        FAILED,
        QUIT
    }

    MetaCommands(SqlSession session, boolean stopAtError) {
        this.session = session;
        this.stopAtError = stopAtError;
        this.describe = new Describe(session);
        this.watch = new Watch(session);
    }

    /** True if {@code \i} ends at the first statement that fails. */
    boolean stopAtError() {
        return stopAtError;
    }

    /** What {@code \s} does; only a console has a history. */
    void history(Runnable printHistory) {
        history = printHistory;
    }

    /** The statement that {@code \watch} repeats. */
    void remember(String sql) {
        last = sql;
    }

    /**
     * Runs one command.
     *
     * @param line with its backslash
     * @param where printed before an error, may be empty
     */
    Outcome run(String line, String where) {
        List<String> words = MetaWords.split(line);
        String name = words.get(0);
        List<String> arguments = words.subList(1, words.size());
        try {
            if (name.equals("\\q")) {
                return Outcome.QUIT;
            }
            boolean done = run(name, arguments, line);
            session.output().flush();
            return done ? Outcome.DONE : Outcome.FAILED;
        } catch (IllegalArgumentException | IOException | SQLException e) {
            String text =
                    e instanceof SQLException sql
                            ? SqlErrors.describe(sql)
                            : "ERROR:  " + name + ": " + reason(e);
            session.output().printError(where + text);
            return Outcome.FAILED;
        }
    }

    private boolean run(String name, List<String> arguments, String line)
            throws IOException, SQLException {
        PrintWriter out = session.output().out();
        Display display = session.display();
        String first = arguments.isEmpty() ? "" : arguments.get(0);
        String rest = line.substring(name.length()).strip();
        switch (name) {
            case "\\?" -> out.println(HelpText.commands());
            case "\\h", "\\help" -> out.println(HelpText.statement(rest));
            case "\\ds" -> {
                return describe.sequences(first);
            }
            case "\\d" -> {
                return first.isEmpty() ? describe.sequences("") : describe.sequence(first);
            }
            case "\\dn" -> {
                return describe.schemas(first);
            }
            case "\\conninfo" -> printConnection(out);
            case "\\timing" -> {
                display.timing(MetaWords.flag(first, display.timing()));
                out.println("Timing is " + onOff(display.timing()) + ".");
            }
            case "\\x" -> expanded(out, display, first);
            case "\\format" -> format(out, display, first);
            case "\\pset" -> pset(out, display, arguments);
            case "\\watch" -> {
                return watch.run(last, arguments);
            }
            case "\\i", "\\include" -> {
                return include(first);
            }
            case "\\o", "\\out" ->
                    session.output().redirect(first.isEmpty() ? null : Path.of(first));
            case "\\echo" -> session.output().results().println(String.join(" ", arguments));
            case "\\s" -> history.run();
            default ->
                    throw new IllegalArgumentException("there is no such command; \\? lists them");
        }
        return true;
    }

    private void expanded(PrintWriter out, Display display, String word) {
        display.expanded(MetaWords.flag(word, display.expanded()));
        out.println("Expanded display is " + onOff(display.expanded()) + ".");
    }

    private static void format(PrintWriter out, Display display, String word) {
        if (!word.isEmpty()) {
            OutputFormat format = OutputFormat.of(word);
            if (format == null) {
                throw new IllegalArgumentException(
                        "unknown format '" + word + "'; allowed: " + OutputFormat.ALLOWED);
            }
            display.format(format);
        }
        out.println("Output format is " + display.format() + ".");
    }

    private void pset(PrintWriter out, Display display, List<String> arguments) {
        String option = arguments.isEmpty() ? "" : arguments.get(0);
        String value = arguments.size() < 2 ? "" : arguments.get(1);
        switch (option) {
            case "" -> {
                out.println("expanded " + onOff(display.expanded()));
                out.println("format   " + display.format());
            }
            case "format" -> format(out, display, value);
            case "expanded", "x" -> expanded(out, display, value);
            default ->
                    throw new IllegalArgumentException(
                            "unknown option '" + option + "'; allowed: expanded, format");
        }
    }

    private void printConnection(PrintWriter out) throws SQLException {
        Connection connection = session.connection();
        DatabaseMetaData metaData = connection.getMetaData();
        String user = metaData.getUserName();
        out.println(
                "You are connected to "
                        + metaData.getURL()
                        + (user == null || user.isEmpty() ? "" : " as user \"" + user + "\"")
                        + ", schema \""
                        + connection.getSchema()
                        + "\".");
        out.println(
                "Server: "
                        + metaData.getDatabaseProductName()
                        + " "
                        + metaData.getDatabaseProductVersion()
                        + ". Driver: "
                        + metaData.getDriverVersion()
                        + ".");
    }

    private boolean include(String file) throws IOException {
        if (file.isEmpty()) {
            throw new IllegalArgumentException("the name of a file is missing");
        }
        if (depth == INCLUDE_DEPTH_MAX) {
            throw new IllegalArgumentException(
                    "files include each other more than " + INCLUDE_DEPTH_MAX + " deep");
        }
        depth++;
        try (BufferedReader reader = Files.newBufferedReader(Path.of(file))) {
            ScriptRun run = new ScriptRun(session, this);
            run.run(reader, file);
            return run.failed() == 0;
        } finally {
            depth--;
        }
    }

    private static String reason(Exception e) {
        String text = String.valueOf(e.getMessage());
        return e instanceof NoSuchFileException
                ? text + " does not exist"
                : text.isEmpty() ? e.getClass().getSimpleName().toLowerCase(Locale.ROOT) : text;
    }

    private static String onOff(boolean on) {
        return on ? "on" : "off";
    }

    /** The names of all commands, for completion. */
    static List<String> names() {
        return List.of(
                "\\?",
                "\\conninfo",
                "\\d",
                "\\dn",
                "\\ds",
                "\\echo",
                "\\format",
                "\\h",
                "\\i",
                "\\o",
                "\\pset",
                "\\q",
                "\\s",
                "\\timing",
                "\\watch",
                "\\x");
    }
}
