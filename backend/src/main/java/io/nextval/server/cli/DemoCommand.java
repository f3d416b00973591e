package io.nextval.server.cli;

import io.nextval.server.cli.console.Display;
import io.nextval.server.cli.console.SqlSession;
import io.nextval.server.cli.console.Target;
import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** {@code nextval demo}: a cluster of server processes on this machine, and a SQL prompt on it. */
@Command(
        name = "demo",
        description = {
            "Start a cluster of server processes on this machine and open a SQL prompt on it.",
            "If standard input is not a terminal, run the statements from it, up to the first that"
                    + " fails. The cluster ends with this command, however it ends."
        })
final class DemoCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--nodes", paramLabel = "N", description = "Number of nodes. Default: 3.")
    private int nodes = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the data in this folder; without it a temporary one is used.")
    private @Nullable Path data;

    DemoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, SQLException {
        checkNodes(nodes);
        ClusterFolder folder = ClusterFolder.of(data);
        long started = System.nanoTime();
        try (LocalCluster cluster = start(folder)) {
            long millis = (System.nanoTime() - started) / 1_000_000;
            printCluster(cluster, millis);
            Target target = Target.of(cluster.url(), null, null);
            try (SqlSession session =
                    SqlCommand.open(target, new Display(), streams, System.getenv())) {
                return SqlCommand.runInput(session, streams, true, false);
            }
        }
    }

    static void checkNodes(int nodes) {
        if (nodes < 1 || nodes > ClusterLayout.NODES_MAX) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    "bad value '"
                            + nodes
                            + "' for --nodes; allowed: 1 to "
                            + ClusterLayout.NODES_MAX);
        }
    }

    private LocalCluster start(ClusterFolder folder) throws IOException {
        streams.err().println("Starting " + nodes + " server processes in " + folder.path());
        try {
            return LocalCluster.start(folder, nodes);
        } catch (IOException | RuntimeException e) {
            folder.deleteIfTemporary();
            throw e;
        }
    }

    private void printCluster(LocalCluster cluster, long millis) {
        PrintWriter out = streams.out();
        for (ServerProcess server : cluster.servers()) {
            out.println(
                    "Node "
                            + server.member().id()
                            + ": process "
                            + server.pid()
                            + ", clients at "
                            + server.member().client()
                            + ", log "
                            + server.log());
        }
        out.println("JDBC URL: " + cluster.url());
        out.println("Ready after " + millis / 1_000 + "." + millis / 100 % 10 + " s.");
        if (streams.interactive()) {
            out.println(
                    "Statements end with a semicolon, \\? shows the other commands; \\q or Ctrl-D"
                            + " ends the cluster too.");
        }
        out.println();
    }
}
