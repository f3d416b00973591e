package io.nextval.server.harness;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * One server process that can be killed, paused and started again with the same arguments. Its
 * output is appended to two files. Used by one thread, the test's.
 */
public final class NodeProcess {
    private final NodeAddress address;
    private final List<String> command;
    private final Path out;
    private final Path err;
    private @Nullable Process process;
    private boolean paused;
    private long outStart;
    private long errStart;

    NodeProcess(NodeAddress address, List<String> command, Path folder) {
        this.address = address;
        this.command = List.copyOf(command);
        this.out = folder.resolve(address.id() + ".out");
        this.err = folder.resolve(address.id() + ".err");
    }

    public String id() {
        return address.id();
    }

    public NodeAddress address() {
        return address;
    }

    /** Starts the process; does not wait until it serves. */
    public void start() {
        if (process != null && process.isAlive()) {
            throw new IllegalStateException(id() + " runs already");
        }
        try {
            outStart = Files.exists(out) ? Files.size(out) : 0;
            errStart = Files.exists(err) ? Files.size(err) : 0;
            process =
                    new ProcessBuilder(command)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                            .redirectError(ProcessBuilder.Redirect.appendTo(err.toFile()))
                            .start();
            paused = false;
            Leftovers.watch(process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills with signal 9, waits for the end, and returns the exit code (137). */
    public int kill() {
        process().destroyForcibly();
        return awaitExit(Duration.ofSeconds(60));
    }

    /** Asks the process to end (signal 15), waits for it, and returns the exit code. */
    public int terminate() {
        process().destroy();
        return awaitExit(Duration.ofSeconds(60));
    }

    /** Waits until the process has ended by itself, and returns the exit code. */
    public int awaitExit(Duration limit) {
        try {
            if (!process().waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException(
                        id() + " has not ended within " + limit + "\n" + tail(60));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
        return process().exitValue();
    }

    /** Stops all threads of the process at once (SIGSTOP); its sockets stay open. */
    public void pause() {
        Signals.send("STOP", pid());
        paused = true;
    }

    /** Lets a paused process go on (SIGCONT). */
    public void resume() {
        Signals.send("CONT", pid());
        paused = false;
    }

    /** Whether the process exists and is not paused. */
    public boolean running() {
        return !paused && alive();
    }

    /** Whether the process exists. */
    public boolean alive() {
        return process != null && process.isAlive();
    }

    public long pid() {
        return process().pid();
    }

    /** What the process wrote since its last start: its output, then its errors and its log. */
    public String log() {
        return read(out, outStart) + read(err, errStart);
    }

    private static String read(Path file, long from) {
        try {
            byte[] all = Files.readAllBytes(file);
            int start = (int) Math.min(from, all.length);
            return new String(all, start, all.length - start, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the process wrote to standard error since its last start. */
    public String errors() {
        return read(err, errStart);
    }

    /** The last lines of both outputs, for a person. */
    public String tail(int lines) {
        return "=== "
                + id()
                + " standard output\n"
                + tail(out, lines)
                + "\n=== "
                + id()
                + " standard error\n"
                + tail(err, lines);
    }

    private static String tail(Path file, int lines) {
        if (!Files.exists(file)) {
            return "(never started)";
        }
        try {
            List<String> all = Files.readAllLines(file);
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            return "(" + e + ")";
        }
    }

    private Process process() {
        if (process == null) {
            throw new IllegalStateException(id() + " was never started");
        }
        return process;
    }
}
