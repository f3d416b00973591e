package io.nextval.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.Driver;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Three Nextval processes against one PostgreSQL, each through its own driver, in one run on this
 * machine. {@code -Dbench.args="--threads 1,64 --seconds 10"} changes the load.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class PostgresComparisonBench {
    private static final String DEFAULT_ARGUMENTS = "--threads 1,64,256";

    /** Twice as many as threads in the largest run, and some for the superuser. */
    private static final String CONNECTIONS_MAX = "600";

    @Test
    void nextvalOverJdbcAgainstPostgresThroughItsOwnDriver()
            throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", CONNECTIONS_MAX)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start()) {
            List<String> command = new ArrayList<>();
            Path home = Path.of(System.getProperty("nextval.distribution", ""));
            command.add(home.resolve("bin/nextval").toString());
            command.add("bench");
            command.addAll(arguments());
            command.addAll(List.of("--compare", postgres.getJdbcUrl("postgres", "postgres")));
            command.addAll(List.of("--driver", jarOf(Driver.class)));
            Process bench = new ProcessBuilder(command).redirectErrorStream(true).start();
            bench.getOutputStream().close();
            try (BufferedReader lines = bench.inputReader(StandardCharsets.UTF_8)) {
                lines.lines().forEach(System.out::println);
            }
            assertThat(bench.waitFor()).as("exit code of the bench").isZero();
        }
    }

    private static List<String> arguments() {
        String given = System.getProperty("bench.args", "");
        return Arrays.asList((given.isBlank() ? DEFAULT_ARGUMENTS : given).strip().split(" +", -1));
    }

    private static String jarOf(Class<?> type) {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .toString();
    }
}
