package io.nextval.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Hostility;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.TestCluster;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * What hostile clients cost a normal one: three server processes that want logins, threads that
 * draw numbers over JDBC all the time, and a process of hostile clients that does one thing after
 * the other, then all at once. {@code -Dbench.args="--seconds 6 --threads 8"} changes it; {@code
 * --rate 2000} makes the threads draw so many numbers a second instead of as many as they can.
 */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class HostileClientBench {
    private static final String PASSWORD = "top-secret";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final String ALL = "all of them at once";
    private static final String FIRST = "all of them, for the first time";

    @RegisterExtension final Clusters clusters = new Clusters();

    private int seconds = 6;
    private int threads = 8;
    private int rate;

    private record Phase(
            String name, String pace, Histogram times, long errors, Duration cpu, String seen) {}

    @Test
    void aNormalClientIsHardlySlowerAmongHostileOnes()
            throws IOException, InterruptedException, SQLException {
        readArguments();
        TestCluster cluster = start();
        String url = cluster.url() + "?user=nextval&password=" + PASSWORD;
        await("a leader of every group")
                .atMost(START_LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> execute(url, "CREATE SEQUENCE IF NOT EXISTS orders"));
        List<NodeAddress> addresses = cluster.nodes().stream().map(NodeProcess::address).toList();
        List<Phase> phases = new ArrayList<>();
        try (NormalClients normal = new NormalClients(url, threads, rate);
                HostileProcess hostile = new HostileProcess(addresses, "nextval", PASSWORD)) {
            var unused = normal.measure(Duration.ofSeconds(12));
            phases.add(under(normal, hostile, FIRST, List.of(Hostility.values())));
            hostile.warmUp();
            phases.add(quiet(normal));
            for (Hostility behaviour : Hostility.values()) {
                phases.add(under(normal, hostile, behaviour.title(), List.of(behaviour)));
                if (behaviour == Hostility.CONNECTS) {
                    phases.add(quiet(normal));
                }
            }
            phases.add(under(normal, hostile, ALL, List.of(Hostility.values())));
            phases.add(quiet(normal));
        }
        print(phases);
        assertThat(phases).allMatch(phase -> phase.errors() == 0);
    }

    private void readArguments() {
        String given = System.getProperty("bench.args", "").strip();
        List<String> words = given.isEmpty() ? List.of() : Arrays.asList(given.split(" +", -1));
        for (int i = 0; i + 1 < words.size(); i += 2) {
            int value = Integer.parseInt(words.get(i + 1));
            switch (words.get(i)) {
                case "--seconds" -> seconds = value;
                case "--threads" -> threads = value;
                case "--rate" -> rate = value;
                default -> throw new IllegalArgumentException("unknown option " + words.get(i));
            }
        }
    }

    private TestCluster start() throws IOException {
        Path password = clusters.newFolder().resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        TestCluster cluster =
                clusters.prepare(3, "--auth=scram", "--superuser_password_file=" + password);
        cluster.nodes().forEach(NodeProcess::start);
        return cluster;
    }

    private static void execute(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Phase quiet(NormalClients normal) throws InterruptedException {
        NormalClients.Measured measured = normal.measure(Duration.ofSeconds(seconds));
        return new Phase("quiet", "", measured.times(), measured.errors(), Duration.ZERO, "");
    }

    private Phase under(
            NormalClients normal, HostileProcess hostile, String name, List<Hostility> behaviours)
            throws IOException, InterruptedException {
        Duration before = hostile.cpu();
        hostile.begin(behaviours);
        NormalClients.Measured measured = normal.measure(Duration.ofSeconds(seconds));
        Duration cpu = hostile.cpu().minus(before);
        String seen = hostile.end();
        String pace =
                behaviours.size() > 1 ? "a quarter of each" : behaviours.get(0).perSecond() + "/s";
        return new Phase(name, pace, measured.times(), measured.errors(), cpu, seen);
    }

    private void print(List<Phase> phases) {
        Histogram quiet = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        phases.stream().filter(p -> p.name().equals("quiet")).forEach(p -> quiet.add(p.times()));
        double usual = quiet.getValueAtPercentile(99);
        System.out.println(
                "| phase | pace | its CPU | numbers/s | p50 | p99 | max | p99 to quiet | errors |"
                        + " what the hostile clients saw |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        for (Phase phase : phases) {
            Histogram times = phase.times();
            double p99 = times.getValueAtPercentile(99);
            System.out.printf(
                    Locale.ROOT,
                    "| %s | %s | %d %% | %,d | %.2f ms | %.2f ms | %.0f ms | %.2f | %d | %s |%n",
                    phase.name(),
                    phase.pace(),
                    phase.cpu().toMillis() / 10 / seconds,
                    times.getTotalCount() / seconds,
                    times.getValueAtPercentile(50) / 1e6,
                    p99 / 1e6,
                    times.getMaxValue() / 1e6,
                    p99 / usual,
                    phase.errors(),
                    phase.seen());
        }
    }
}
