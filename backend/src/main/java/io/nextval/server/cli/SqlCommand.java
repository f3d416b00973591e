package io.nextval.server.cli;

import io.nextval.server.config.StartupException;
import io.nextval.sql.Script;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code nextval sql}: runs statements from the command line, a file, or standard input. */
@Command(
        name = "sql",
        description = {
            "Run SQL statements, separated by semicolons, up to the first that fails.",
            "Without -c and -f they come from standard input; a terminal gets a prompt."
        })
final class SqlCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(paramLabel = "URL", description = "For example jdbc:nextval://127.0.0.1:7650")
    private String url = "";

    @Option(
            names = {"-c", "--command"},
            paramLabel = "SQL",
            description = "Statements to run; may be given more than once.")
    private List<String> commands = new ArrayList<>();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE",
            description = "File with statements to run, after those of -c.")
    private @Nullable Path file;

    SqlCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws SQLException, IOException {
        try (SqlSession session = new SqlSession(streams, url)) {
            for (String command : commands) {
                for (String sql : Script.split(command)) {
                    session.run(sql);
                }
            }
            if (file != null) {
                runFile(session, file);
            } else if (commands.isEmpty()) {
                runInput(session, streams);
            }
        }
        return 0;
    }

    /** A prompt for a person; for a script, its statements up to the first that fails. */
    static void runInput(SqlSession session, Streams streams) throws SQLException, IOException {
        if (streams.terminal()) {
            session.prompt();
        } else {
            session.runAll(new StatementReader(streams.in()));
        }
    }

    private static void runFile(SqlSession session, Path file) throws SQLException, IOException {
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            session.runAll(new StatementReader(reader));
        } catch (NoSuchFileException e) {
            throw new StartupException(
                    StartupException.EXIT_USAGE, "the file " + file + " does not exist", e);
        }
    }
}
