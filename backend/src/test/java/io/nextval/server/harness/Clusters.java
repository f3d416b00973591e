package io.nextval.server.harness;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * JUnit extension that starts clusters and single servers for one test. After the test it kills
 * what still runs, prints the end of each node's log if the test failed, and else deletes the data.
 */
public final class Clusters implements AfterEachCallback {
    private static final int TAIL_LINES = 80;

    private final List<Path> folders = new ArrayList<>();
    private final List<TestCluster> clusters = new ArrayList<>();
    private final List<NodeProcess> servers = new ArrayList<>();

    /**
     * Starts a cluster with nodes n1, n2, … and waits until every group is led. Settings are system
     * properties {@code -Dkey=value} and options {@code --key=value} of each node.
     */
    public TestCluster start(int size, String... settings) {
        TestCluster cluster = prepare(size, settings);
        cluster.start();
        return cluster;
    }

    /** A cluster with nodes n1, n2, … of which none was started yet. */
    public TestCluster prepare(int size, String... settings) {
        TestCluster cluster = new TestCluster(size, newFolder(), List.of(settings));
        clusters.add(cluster);
        return cluster;
    }

    /** Starts a single server with any arguments and does not wait for it. */
    public NodeProcess launch(NodeAddress address, List<String> arguments) {
        List<String> command = Distribution.find().command(List.of(), arguments);
        NodeProcess server = new NodeProcess(address, command, newFolder());
        servers.add(server);
        server.start();
        return server;
    }

    /** Starts a single server that must refuse to run, and waits for its end. */
    public Refusal launchInVain(NodeAddress address, List<String> arguments) {
        NodeProcess server = launch(address, arguments);
        int code = server.awaitExit(Duration.ofSeconds(60));
        return new Refusal(code, server.errors());
    }

    /** A new folder that is deleted after the test. */
    public Path newFolder() {
        try {
            Path folder = Files.createTempDirectory("nextval-test-");
            folders.add(folder);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        clusters.forEach(TestCluster::close);
        servers.stream().filter(NodeProcess::alive).forEach(NodeProcess::kill);
        if (context.getExecutionException().isPresent()) {
            printLogs(context.getDisplayName());
        } else {
            folders.forEach(Clusters::delete);
        }
    }

    private void printLogs(String test) {
        System.out.println("=== " + test + " failed; data and logs are kept in " + folders);
        Stream.concat(clusters.stream().flatMap(c -> c.nodes().stream()), servers.stream())
                .forEach(node -> System.out.println(node.tail(TAIL_LINES)));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How a server that would not run ended. */
    public record Refusal(int exitCode, String errors) {}
}
