package io.nextval.server.cli;

import io.nextval.server.cli.console.SqlErrors;
import io.nextval.server.config.Nearest;
import io.nextval.server.config.StartupException;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Runs one command line and gives its exit code: 0 done, 2 wrong usage or configuration, 3 data
 * folder, 4 address in use or no connection, 1 anything else. What went wrong is one line on
 * standard error, with a stack trace only if {@code --verbose} is among the arguments.
 */
public final class Launcher {
    /** The logging configuration takes its level from here. */
    private static final String LOG_LEVEL_PROPERTY = "nextval.log.level";

    private final Streams streams;

    public Launcher(Streams streams) {
        this.streams = streams;
    }

    /** Says how much is logged; must run before the first logger is made. */
    public static void configureLogging(String... args) {
        if (System.getProperty(LOG_LEVEL_PROPERTY) == null) {
            boolean server = args.length > 0 && args[0].equals(ServerCommand.NAME);
            String quiet = server ? "INFO" : "ERROR";
            System.setProperty(LOG_LEVEL_PROPERTY, verbose(args) ? "DEBUG" : quiet);
        }
    }

    /** Runs the command that {@code args} name and returns the exit code of the process. */
    public int run(String... args) {
        CommandLine commandLine = RootCommand.commandLine();
        commandLine.addSubcommand(ServerCommand.commandLine(streams));
        commandLine.addSubcommand(new DemoCommand(streams));
        commandLine.addSubcommand(new SqlCommand(streams, System.getenv()));
        commandLine.addSubcommand(new StatusCommand(streams, System.getenv()));
        commandLine.addSubcommand(new BenchCommand(streams));
        commandLine.addSubcommand(new ImportCommand(streams, System.getenv()));
        commandLine.addSubcommand(new VersionCommand(streams));
        commandLine.addSubcommand(new HelpCommand());
        commandLine.setOut(streams.out());
        commandLine.setErr(streams.err());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExpandAtFiles(false);
        commandLine.setUsageHelpWidth(100);
        commandLine.setParameterExceptionHandler(
                (e, ignored) ->
                        report(e, "nextval: " + usageText(e), StartupException.EXIT_USAGE, args));
        commandLine.setExecutionExceptionHandler((e, command, result) -> failed(e, args));
        return commandLine.execute(args);
    }

    private int failed(Exception e, String... args) {
        if (e instanceof StartupException startup) {
            return report(e, "nextval: " + e.getMessage(), startup.exitCode(), args);
        }
        String text = e instanceof SQLException sql ? SqlErrors.describe(sql) : "nextval: " + e;
        return report(e, text, StartupException.EXIT_FAILURE, args);
    }

    private int report(Exception e, String text, int exitCode, String... args) {
        streams.err().println(text);
        if (verbose(args)) {
            e.printStackTrace(streams.err());
        }
        return exitCode;
    }

    private static String usageText(ParameterException e) {
        CommandLine command = e.getCommandLine();
        List<String> known = new ArrayList<>(command.getCommandSpec().optionsMap().keySet());
        known.addAll(command.getSubcommands().keySet());
        String hint = "";
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getUnmatched().isEmpty()) {
            hint = Nearest.hint(unmatched.getUnmatched().get(0).replaceFirst("=.*", ""), known);
        }
        return e.getMessage()
                + hint
                + "; see "
                + command.getCommandSpec().qualifiedName()
                + " --help";
    }

    private static boolean verbose(String... args) {
        return Arrays.asList(args).contains(RootCommand.VERBOSE);
    }
}
