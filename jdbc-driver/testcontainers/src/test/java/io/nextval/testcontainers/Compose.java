package io.nextval.testcontainers;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A project of compose, run by its program; closing it removes containers and volumes. */
final class Compose implements AutoCloseable {
    private static final long MINUTES_MAX = 2;

    private final List<String> command;
    private final Path file;
    private final String project = "nextval-test-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> ports = new TreeMap<>();

    Compose(List<String> command, Path file, int nodes) throws IOException {
        this.command = command;
        this.file = file;
        List<ServerSocket> held = new ArrayList<>();
        for (int i = 1; i <= nodes; i++) {
            ServerSocket socket = new ServerSocket(0);
            held.add(socket);
            ports.put("NEXTVAL_PORT_" + i, String.valueOf(socket.getLocalPort()));
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
    }

    /** The words that run compose here; none if it is not installed. */
    static List<String> command() throws InterruptedException {
        for (List<String> words :
                List.of(List.of("docker", "compose"), List.of("docker-compose"))) {
            List<String> version = new ArrayList<>(words);
            version.add("version");
            try {
                Process process =
                        new ProcessBuilder(version)
                                .redirectErrorStream(true)
                                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                .start();
                if (process.waitFor() == 0) {
                    return words;
                }
            } catch (IOException e) {
                // There is no such program.
            }
        }
        return List.of();
    }

    String project() {
        return project;
    }

    String addresses() {
        StringJoiner joined = new StringJoiner(",");
        ports.values().forEach(port -> joined.add("localhost:" + port));
        return joined.toString();
    }

    /** Runs a command to its end and returns what it printed. */
    String run(String... words) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("-p", project, "-f", file.toString()));
        all.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().putAll(ports);
        Process process = builder.start();
        process.getOutputStream().close();
        String printed =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(MINUTES_MAX, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", all) + " failed: " + printed);
        }
        return printed;
    }

    @Override
    public void close() throws IOException {
        try {
            run("down", "--volumes", "--timeout", "10");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("project " + project + " was left behind");
        }
    }
}
