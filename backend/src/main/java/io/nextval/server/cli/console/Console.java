package io.nextval.server.cli.console;

import org.jline.reader.EndOfFileException;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** The prompt of {@code nextval sql}: statements from a person at a terminal. */
public final class Console {
    private static final String PROMPT = "nextval=> ";
    private static final int HISTORY_ENTRIES_MAX = 10_000;

    /** Of a terminal that does not know its own. */
    private static final Size DEFAULT_SIZE = new Size(80, 24);

    private final Terminal terminal;
    private final SqlSession session;
    private final SequenceNames names;
    private final LineReader reader;
    private final MetaCommands commands;
    private final Foreground foreground;

    private Console(Terminal terminal, SqlSession session, @Nullable Path history) {
        this.terminal = terminal;
        this.session = session;
        this.names = new SequenceNames(session.target());
        this.commands = new MetaCommands(session, false);
        this.foreground = new Foreground(session);
        this.reader = reader(terminal, names, history, session.output().colours());
        commands.history(this::printHistory);
    }

    /**
     * Reads and runs statements on this process's terminal, until the person ends it.
     *
     * @param errorsToTerminal false if standard error goes elsewhere
     */
    public static void run(SqlSession session, boolean errorsToTerminal) throws IOException {
        Path history = StateFolder.history(System.getenv(), System.getProperty("user.home"));
        try (Terminal terminal =
                TerminalBuilder.builder()
                        .system(true)
                        .provider(TerminalBuilder.PROP_PROVIDER_EXEC)
                        .dumb(true)
                        .encoding(StandardCharsets.UTF_8)
                        .nativeSignals(true)
                        .build()) {
            run(terminal, session, history, errorsToTerminal);
        }
    }

    static void run(
            Terminal terminal, SqlSession session, @Nullable Path history, boolean errorsToTerminal)
            throws IOException {
        if (terminal.getWidth() <= 0) {
            terminal.setSize(DEFAULT_SIZE);
        }
        session.output().attach(terminal.writer(), errorsToTerminal ? terminal.writer() : null);
        Console console = new Console(terminal, session, history);
        try {
            console.loop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            console.names.close();
            console.reader.getHistory().save();
        }
    }

    private static LineReader reader(
            Terminal terminal, SequenceNames names, @Nullable Path history, boolean colours) {
        LineReaderBuilder builder =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .appName("nextval")
                        .parser(new ConsoleParser())
                        .completer(new SqlCompleter(names))
                        .history(new ConsoleHistory())
                        .variable(LineReader.SECONDARY_PROMPT_PATTERN, "nextval%M> ")
                        .variable(LineReader.INDENTATION, 0)
                        .variable(LineReader.HISTORY_SIZE, HISTORY_ENTRIES_MAX)
                        .variable(LineReader.HISTORY_FILE_SIZE, HISTORY_ENTRIES_MAX)
                        .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                        .option(LineReader.Option.CASE_INSENSITIVE, true)
                        .option(LineReader.Option.HISTORY_IGNORE_DUPS, true)
                        .option(LineReader.Option.HISTORY_INCREMENTAL, true)
                        .option(LineReader.Option.BRACKETED_PASTE, true)
                        .option(LineReader.Option.ERASE_LINE_ON_FINISH, false);
        if (colours) {
            builder.highlighter(new SqlHighlighter());
        }
        if (history != null) {
            builder.variable(LineReader.HISTORY_FILE, history);
        }
        return builder.build();
    }

    private void loop() throws InterruptedException {
        terminal.handle(Terminal.Signal.INT, signal -> foreground.interrupt());
        while (true) {
            String text;
            try {
                text = reader.readLine(PROMPT);
            } catch (UserInterruptException e) {
                continue;
            } catch (EndOfFileException e) {
                return;
            }
            String word = ConsoleParser.word(text);
            if (word.equals("exit") || word.equals("quit")) {
                return;
            }
            if (word.equals("help")) {
                text = "\\?";
            }
            if (runAll(text)) {
                return;
            }
        }
    }

    /** Runs what was typed; true if it ends the console. */
    private boolean runAll(String text) throws InterruptedException {
        ScriptRun run = new ScriptRun(session, commands);
        AtomicBoolean ended = new AtomicBoolean();
        foreground.run(
                () -> {
                    try {
                        ended.set(!run.run(new BufferedReader(new StringReader(text)), null));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
        names.forget();
        return ended.get();
    }

    private void printHistory() {
        for (History.Entry entry : reader.getHistory()) {
            terminal.writer().println(entry.line());
        }
    }

    /** The version of the server, and how to get help. */
    public static String greeting(SqlSession session) throws SQLException {
        return "nextval, server "
                + session.connection().getMetaData().getDatabaseProductVersion()
                + "\nType \\? for help, \\q or Ctrl-D to end.\n";
    }
}
