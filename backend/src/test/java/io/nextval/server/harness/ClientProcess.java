package io.nextval.server.harness;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * An application in a JVM of its own, on the class path of the tests. It is told to end by the end
 * of its input. Used by one thread, the test's.
 */
public final class ClientProcess implements AutoCloseable {
    private final Process process;
    private final Thread reader;

    /** Starts a class; each line that it writes is given to {@code lines}, by another thread. */
    public ClientProcess(String main, List<String> arguments, Consumer<String> lines) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main));
        command.addAll(arguments);
        try {
            process =
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Leftovers.watch(process);
        reader = new Thread(() -> read(lines), "lines of " + main);
        reader.setDaemon(true);
        reader.start();
    }

    /** Stops all its threads at once (SIGSTOP). */
    public void pause() {
        Signals.send("STOP", process.pid());
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        Signals.send("CONT", process.pid());
    }

    /** Ends its input, waits until it has ended, and returns the exit code. */
    public int end() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(90, TimeUnit.SECONDS)) {
                throw new IllegalStateException("has not ended although its input has");
            }
            reader.join(TimeUnit.SECONDS.toMillis(20));
            return process.exitValue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read(Consumer<String> lines) {
        try (BufferedReader from = process.inputReader(StandardCharsets.US_ASCII)) {
            for (String line = from.readLine(); line != null; line = from.readLine()) {
                lines.accept(line);
            }
        } catch (IOException e) {
            // the process was killed
        }
    }
}
