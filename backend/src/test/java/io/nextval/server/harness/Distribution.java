package io.nextval.server.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server distribution that the tests run: the folder in the system property {@code
 * nextval.distribution}, else the one that the build left in this module's target folder.
 */
final class Distribution {
    private static final String PROPERTY = "nextval.distribution";

    /** Quick to start and small, for three nodes and their test on two cores. */
    private static final List<String> JVM_OPTIONS =
            List.of("-Xmx384m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto");

    private final Path folder;

    private Distribution(Path folder) {
        this.folder = folder;
    }

    static Distribution find() {
        String given = System.getProperty(PROPERTY, "");
        Path folder = given.isEmpty() ? built() : Path.of(given);
        if (!Files.isDirectory(folder.resolve("lib"))) {
            throw new IllegalStateException(
                    folder + " has no lib folder; run `mvn package` first, or set -D" + PROPERTY);
        }
        return new Distribution(folder.toAbsolutePath());
    }

    /** The command that runs the server's main class with these arguments. */
    List<String> command(List<String> systemProperties, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM_OPTIONS);
        command.addAll(systemProperties);
        command.add("-cp");
        command.add(folder.resolve("lib") + "/*");
        command.add("io.nextval.server.Main");
        command.addAll(arguments);
        return command;
    }

    private static Path built() {
        for (Path target : List.of(Path.of("target"), Path.of("backend", "target"))) {
            if (!Files.isDirectory(target)) {
                continue;
            }
            try (Stream<Path> files = Files.list(target)) {
                List<Path> found =
                        files.filter(file -> file.getFileName().toString().startsWith("nextval-"))
                                .filter(file -> Files.isDirectory(file.resolve("lib")))
                                .sorted()
                                .toList();
                if (!found.isEmpty()) {
                    return found.get(found.size() - 1);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return Path.of("target", "nextval");
    }
}
