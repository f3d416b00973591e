package io.nextval.server.cli;

import io.nextval.server.cli.bench.Comparison;
import io.nextval.server.cli.bench.Database;
import io.nextval.server.cli.bench.Machine;
import io.nextval.server.config.StartupException;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** {@code nextval bench}: how many numbers a second, and how long one takes. */
@Command(
        name = "bench",
        description = {
            "Measure rate and latency of NEXTVAL over JDBC, each thread with its own connection.",
            "Without a URL, on a cluster of three server processes on this machine. Every value is"
                    + " checked: a duplicate makes the exit code 1."
        })
final class BenchCommand implements Callable<Integer> {
    private static final int THREADS_MAX = 10_000;

    private final Streams streams;

    @Parameters(
            arity = "0..1",
            paramLabel = "URL",
            description = "The cluster to measure. Default: one of its own.")
    private @Nullable String url;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            description = "Threads; several numbers, 1,64,256, are measured in turn. Default: 64.")
    private List<Integer> threads = new ArrayList<>(List.of(64));

    @Option(names = "--seconds", description = "Measured time of each. Default: 20.")
    private int seconds = 20;

    @Option(names = "--warmup", description = "Seconds of load before that. Default: 30.")
    private int warmup = 30;

    @Option(
            names = "--first",
            description = "Seconds at the start that are measured by themselves. Default: 5.")
    private int first = 5;

    @Option(names = "--sequences", description = "Sequences that the threads share. Default: 1.")
    private int sequences = 1;

    @Option(names = "--rows", description = "Numbers in one call. Default: 1.")
    private int rows = 1;

    @Option(
            names = "--nodes",
            paramLabel = "N",
            description = "Size of the own cluster. Default: 3.")
    private int nodes = 3;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description =
                    "Folder of the own cluster, and of the fsync measurement. Default: a"
                            + " temporary one.")
    private @Nullable Path data;

    @Option(
            names = "--compare",
            paramLabel = "JDBC_URL",
            description = "Put the same load on this database too, in turns, and print the ratios.")
    private @Nullable String compare;

    @Option(
            names = "--compare-sql",
            paramLabel = "SQL",
            description = "Its query, with {sequence} and {rows}. Default: as for Nextval.")
    private @Nullable String compareSql;

    @Option(
            names = "--driver",
            paramLabel = "JAR",
            description = "Its JDBC driver, if that is not on the class path.")
    private @Nullable Path driver;

    BenchCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException, SQLException, InterruptedException {
        check();
        ClusterFolder folder = ClusterFolder.of(data);
        try {
            if (url != null) {
                return measure(folder.path(), url);
            }
            streams.err().println("Starting " + nodes + " server processes in " + folder.path());
            try (LocalCluster cluster = LocalCluster.start(folder, nodes)) {
                return measure(folder.path(), cluster.url());
            }
        } finally {
            folder.deleteIfTemporary();
        }
    }

    private int measure(Path folder, String target)
            throws IOException, SQLException, InterruptedException {
        String query = rows == 1 ? Database.ONE_ROW : Database.ROWS;
        List<Database> databases = new ArrayList<>();
        databases.add(new Database("nextval", () -> DriverManager.getConnection(target), query));
        if (compare != null) {
            databases.add(
                    OtherDatabase.of(compare, driver, compareSql == null ? query : compareSql));
        }
        BenchReport report = new BenchReport(streams.out());
        Machine machine = Machine.measure(folder);
        report.printMachine(machine, target);
        report.printHeader();
        Comparison comparison =
                new Comparison(
                        databases,
                        new Comparison.Load(
                                sequences, rows, millis(first), millis(warmup), millis(seconds)),
                        streams.err()::println);
        for (int count : threads) {
            report.print(comparison.run(count), machine, rows);
        }
        boolean unique = true;
        for (Database database : databases) {
            unique &= report.print(database, comparison.verdict(database));
        }
        return unique ? 0 : StartupException.EXIT_FAILURE;
    }

    private void check() {
        for (int count : threads) {
            atLeast("--threads", 1, count, THREADS_MAX);
        }
        DemoCommand.checkNodes(nodes);
        atLeast("--seconds", 1, seconds, Integer.MAX_VALUE);
        atLeast("--warmup", 0, warmup, Integer.MAX_VALUE);
        atLeast("--first", 0, first, Integer.MAX_VALUE);
        atLeast("--sequences", 1, sequences, THREADS_MAX);
        atLeast("--rows", 1, rows, 1_000_000);
    }

    private static void atLeast(String option, int min, int value, int max) {
        if (value < min || value > max) {
            throw new StartupException(
                    StartupException.EXIT_USAGE,
                    "bad value '" + value + "' for " + option + "; allowed: " + min + " to " + max);
        }
    }

    private static long millis(int seconds) {
        return TimeUnit.SECONDS.toMillis(seconds);
    }
}
