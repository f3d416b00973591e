package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The demo as its users run it, and as they end it. */
@Timeout(600)
final class DemoFaultIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern FOLDER = Pattern.compile("server processes in (.*)");

    @TempDir private Path folder = Path.of("");

    @Test
    void runsTheStatementsFromStandardInputAndStopsTheCluster() throws Exception {
        try (NextvalCommand demo = NextvalCommand.start(folder, Map.of(), "demo")) {
            demo.type("CREATE SEQUENCE s; SELECT NEXTVAL('s');\nSELECT NEXTVAL('s') AS a, ");
            demo.type("NEXTVAL('s') b FROM generate_series(1, 2)").typeEnd();
            assertThat(demo.awaitExit()).as("%s%s", demo.out(), demo.err()).isZero();
            assertThat(demo.out())
                    .contains("JDBC URL: jdbc:nextval://127.0.0.1:")
                    .containsPattern("CREATE SEQUENCE\\R nextval\\s+-+\\s+1\\s+\\(1 row\\)")
                    .containsPattern("\\(2 rows\\)");
            assertThat(Pattern.compile("Node n[123]: process").matcher(demo.out()).results())
                    .hasSize(3);
            assertThat(demo.servers()).noneMatch(ProcessHandle::isAlive);
            assertThat(dataFolder(demo)).doesNotExist();
        }
    }

    @Test
    void endsAtTheFirstFailingStatement() throws Exception {
        try (NextvalCommand demo = NextvalCommand.start(folder, Map.of(), "demo", "--nodes", "1")) {
            demo.type("SELECT 1; SELECT NEXTVAL('missing'); CREATE SEQUENCE later;").typeEnd();
            assertThat(demo.awaitExit()).isEqualTo(1);
            assertThat(demo.err()).contains("ERROR:  relation \"missing\" does not exist");
            assertThat(demo.out()).contains("(1 row)").doesNotContain("CREATE SEQUENCE");
            assertThat(demo.servers()).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void goesOnWhereItEndedWhenItKeepsItsData() throws Exception {
        String data = folder.resolve("data").toString();
        for (int value = 1; value <= 2; value++) {
            try (NextvalCommand demo =
                    NextvalCommand.start(folder, Map.of(), "demo", "--data", data)) {
                demo.type("CREATE SEQUENCE IF NOT EXISTS s; SELECT NEXTVAL('s');").typeEnd();
                assertThat(demo.awaitExit()).as("%s%s", demo.out(), demo.err()).isZero();
                assertThat(demo.out()).containsPattern("-+\\s+" + value + "\\s+\\(1 row\\)");
            }
        }
        try (NextvalCommand demo =
                NextvalCommand.start(folder, Map.of(), "demo", "--data", data, "--nodes", "5")) {
            assertThat(demo.typeEnd().awaitExit()).isEqualTo(2);
            assertThat(demo.err()).contains("has 3 nodes, not 5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM", "HUP", "KILL"})
    void leavesNoProcessBehindHoweverItEnds(String signal) throws Exception {
        try (NextvalCommand demo = NextvalCommand.start(folder, Map.of(), "demo")) {
            await().atMost(PATIENCE).until(() -> demo.out().contains("Ready after"));
            List<ProcessHandle> servers = demo.servers();
            assertThat(servers).hasSize(3).allMatch(ProcessHandle::isAlive);
            long pid = demo.handle().pid();
            new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).start().waitFor();
            await().atMost(PATIENCE)
                    .until(() -> servers.stream().noneMatch(ProcessHandle::isAlive));
            demo.awaitExit();
            if (!signal.equals("KILL")) {
                assertThat(dataFolder(demo)).doesNotExist();
            }
        }
    }

    @Test
    void saysWhichJavaIsNeeded() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("jdk11/bin"));
        Path java =
                Files.writeString(
                        bin.resolve("java"), "#!/bin/sh\necho 'openjdk version \"11.0.2\"'\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        String home = folder.resolve("jdk11").toString();
        try (NextvalCommand old = NextvalCommand.start(folder, Map.of("JAVA_HOME", home), "demo")) {
            assertThat(old.awaitExit()).isEqualTo(1);
            assertThat(old.err()).contains(java + " is Java 11, but 17 or newer is needed");
        }
    }

    @Test
    void printsNoWarningsOfTheJvm() throws Exception {
        try (NextvalCommand version = NextvalCommand.start(folder, Map.of(), "version")) {
            assertThat(version.awaitExit()).isZero();
            assertThat(version.err()).isEmpty();
        }
    }

    private static Path dataFolder(NextvalCommand demo) throws IOException {
        Matcher matcher = FOLDER.matcher(demo.err());
        assertThat(matcher.find()).isTrue();
        return Path.of(matcher.group(1));
    }
}
