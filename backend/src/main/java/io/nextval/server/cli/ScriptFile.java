package io.nextval.server.cli;

import io.nextval.server.cli.console.ProgressBar;
import io.nextval.server.cli.console.ScriptRun;
import io.nextval.server.cli.console.SqlSession;
import io.nextval.server.config.StartupException;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A file of {@code nextval sql -f}: shows a person how far it is, and how it ended. */
final class ScriptFile {
    private static final Path STANDARD_INPUT = Path.of("-");

    private final Path file;
    private final Streams streams;

    ScriptFile(Path file, Streams streams) {
        this.file = file;
        this.streams = streams;
    }

    /** Refuses files that can not be read, before anything is run. */
    static void check(List<Path> files) {
        for (Path file : files) {
            if (!file.equals(STANDARD_INPUT) && !Files.isReadable(file)) {
                throw new StartupException(
                        StartupException.EXIT_USAGE,
                        "the file "
                                + file
                                + (Files.exists(file) ? " can not be read" : " does not exist"));
            }
        }
    }

    /** Runs all of the file; false if no more is to be run. */
    boolean run(SqlSession session, ScriptRun run) throws IOException {
        long started = System.nanoTime();
        ProgressBar bar = null;
        if (streams.errTerminal()) {
            ProgressBar shown = new ProgressBar(streams.err(), count());
            run.afterEach(() -> shown.update(run.done()));
            session.beforePrinting(shown::clear);
            bar = shown;
        }
        boolean more;
        if (file.equals(STANDARD_INPUT)) {
            more = run.run(streams.in(), null);
        } else {
            try (BufferedReader reader = Files.newBufferedReader(file)) {
                more = run.run(reader, file.toString());
            }
        }
        if (bar != null) {
            bar.clear();
            session.beforePrinting(() -> {});
        }
        if (bar != null || run.failed() > 0) {
            double seconds = (System.nanoTime() - started) / 1e9;
            streams.err()
                    .printf(
                            Locale.ROOT,
                            "%s: %d statements, %d failed, %.1f s (%.0f/s)%n",
                            file,
                            run.done(),
                            run.failed(),
                            seconds,
                            run.done() / seconds);
        }
        return more;
    }

    private long count() throws IOException {
        if (!Files.isRegularFile(file)) {
            return -1;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            return ScriptRun.count(reader);
        }
    }
}
