package io.nextval.server.harness;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A shell in a folder of its own that knows the command {@code nextval}; a node that it starts
 * listens where the test says.
 */
public final class NextvalScript {
    private final Path folder;
    private final NodeAddress address;

    private NextvalScript(Path folder, NodeAddress address) {
        this.folder = folder;
        this.address = address;
    }

    /** Makes the command. */
    public static NextvalScript create(Path folder, NodeAddress address) throws IOException {
        String java =
                Distribution.find().command(List.of(), List.of()).stream()
                        .map(part -> "'" + part + "'")
                        .collect(Collectors.joining(" "));
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path script =
                Files.writeString(bin.resolve("nextval"), "#!/bin/sh\nexec " + java + " \"$@\"\n");
        if (!script.toFile().setExecutable(true)) {
            throw new IOException(script + " can not be made executable");
        }
        return new NextvalScript(folder, address);
    }

    /** Starts a command line; its output is thrown away. */
    public Process start(String line) throws IOException {
        return builder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Runs a command line to its end and returns its exit code. */
    public int run(String line, Duration limit) throws IOException, InterruptedException {
        return ended(start(line), limit);
    }

    /** Runs a command line to its end and returns what it wrote, kept under a name. */
    public String output(String name, String line) throws IOException, InterruptedException {
        File output = folder.resolve(name + ".out").toFile();
        Process process = builder(line).redirectErrorStream(true).redirectOutput(output).start();
        ended(process, Duration.ofSeconds(60));
        return Files.readString(output.toPath());
    }

    private static int ended(Process process, Duration limit) throws InterruptedException {
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("has not ended within " + limit);
        }
        return process.exitValue();
    }

    private ProcessBuilder builder(String line) {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", line).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("PATH", folder.resolve("bin") + ":" + environment.get("PATH"));
        environment.put("NEXTVAL_LISTEN", address.client());
        environment.put("NEXTVAL_RAFT", address.raft());
        environment.put("NEXTVAL_HTTP", "127.0.0.1:" + address.httpPort());
        environment.put("NEXTVAL_DATA", address.data().toString());
        return builder;
    }
}
