package io.nextval.server.cli;

import io.nextval.server.cli.console.Console;
import io.nextval.server.cli.console.Display;
import io.nextval.server.cli.console.Output;
import io.nextval.server.cli.console.OutputFormat;
import io.nextval.server.cli.console.ScriptRun;
import io.nextval.server.cli.console.SqlSession;
import io.nextval.server.cli.console.Target;
import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** {@code nextval sql}: a SQL prompt, or statements from the command line, a file, or a pipe. */
@Command(
        name = "sql",
        description = {
            "A SQL prompt on a cluster, or SQL statements run one after the other.",
            "Without -c and -f, a terminal gets a prompt (\\? there shows its commands); from"
                    + " anything else statements are read, up to the first that fails."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:a statement failed",
            "2:wrong usage",
            "4:no connection: no node answers, or none lets this user in"
        })
final class SqlCommand implements Callable<Integer> {
    static final String URL_VARIABLE = "NEXTVAL_URL";
    static final String PASSWORD_VARIABLE = "NEXTVAL_PASSWORD";

    private final Streams streams;
    private final Map<String, String> environment;

    /** What {@code --on-error} says. */
    enum OnError {
        STOP,
        CONTINUE
    }

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description =
                    "jdbc:nextval://HOST:PORT,…/schema, or HOST:PORT alone. Default:"
                            + " NEXTVAL_URL, else "
                            + Target.DEFAULT_URL
                            + ".")
    private @Nullable String url;

    @Option(
            names = {"-c", "--command"},
            paramLabel = "SQL",
            description =
                    "Statements to run, up to the first that fails; may be given more than once.")
    private List<String> commands = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description =
                    "File with statements to run, after those of -c; - is standard input. May be"
                            + " given more than once.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--on-error",
            paramLabel = "WHAT",
            description =
                    "stop or continue behind a statement of -f or standard input that fails."
                            + " Default: stop.")
    private OnError onError = OnError.STOP;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "table, csv or json. Default: table.")
    private OutputFormat format = OutputFormat.TABLE;

    @Option(names = "--timing", description = "Print the time of each statement.")
    private boolean timing;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing for statements without rows.")
    private boolean quiet;

    @Option(
            names = {"-U", "--user"},
            paramLabel = "NAME",
            description = "The user to connect as.")
    private @Nullable String user;

    @Option(
            names = {"-W", "--password"},
            description = "Ask for a password. Without it, NEXTVAL_PASSWORD is used if it is set.")
    private boolean askForPassword;

    SqlCommand(Streams streams, Map<String, String> environment) {
        this.streams = streams;
        this.environment = environment;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        ScriptFile.check(files);
        String given = url == null ? environment.get(URL_VARIABLE) : url;
        Target target = Target.of(given, user, password());
        Display display = new Display().format(format).timing(timing).quiet(quiet);
        try (SqlSession session = open(target, display, streams, environment)) {
            return run(session);
        }
    }

    private int run(SqlSession session) throws IOException, SQLException {
        for (String command : commands) {
            ScriptRun run = new ScriptRun(session, true);
            if (!run.run(new BufferedReader(new StringReader(command)), null)) {
                return exitCode(run);
            }
        }
        boolean stop = onError == OnError.STOP;
        boolean failed = false;
        for (Path file : files) {
            ScriptRun run = new ScriptRun(session, stop);
            boolean more = new ScriptFile(file, streams).run(session, run);
            failed |= run.failed() > 0;
            if (!more) {
                break;
            }
        }
        if (commands.isEmpty() && files.isEmpty()) {
            return runInput(session, streams, stop, !quiet);
        }
        return failed ? StartupException.EXIT_FAILURE : 0;
    }

    /** A prompt for a person; for a script, its statements. Returns the exit code. */
    static int runInput(SqlSession session, Streams streams, boolean stop, boolean greet)
            throws IOException, SQLException {
        if (streams.interactive()) {
            if (greet) {
                streams.out().println(Console.greeting(session));
            }
            Console.run(session, streams.errTerminal());
            return 0;
        }
        ScriptRun run = new ScriptRun(session, stop);
        run.run(streams.in(), null);
        return exitCode(run);
    }

    private static int exitCode(ScriptRun run) {
        return run.failed() > 0 ? StartupException.EXIT_FAILURE : 0;
    }

    /** Connects; what goes wrong is a reason not to start. */
    static SqlSession open(
            Target target, Display display, Streams streams, Map<String, String> environment) {
        String noColour = environment.getOrDefault("NO_COLOR", "");
        boolean dumb = environment.getOrDefault("TERM", "").equals("dumb");
        boolean colours = streams.errTerminal() && noColour.isEmpty() && !dumb;
        try {
            return SqlSession.open(
                    target, new Output(streams.out(), streams.err(), colours), display);
        } catch (SQLException e) {
            throw refused(target, e);
        }
    }

    /** Why there is no connection, as a reason not to start. */
    static StartupException refused(Target target, SQLException e) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof StartupException startup) {
                return startup;
            }
        }
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage());
        if (state.startsWith("22") || message.startsWith("bad URL")) {
            return new StartupException(StartupException.EXIT_USAGE, message, e);
        }
        return new StartupException(
                StartupException.EXIT_ADDRESS,
                "can not connect to " + target.shownUrl() + ": " + message + " (" + state + ")",
                e);
    }

    private @Nullable String password() {
        return Passwords.get(
                askForPassword, "Password: ", null, PASSWORD_VARIABLE, streams, environment);
    }
}
