package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.config.Auth;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.TlsConfig;
import io.nextval.server.node.Node;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The passwords of the source and of the cluster: typed at a terminal, in files, in the
 * environment. None is ever shown, nor among the arguments of a process.
 */
@Timeout(300)
final class PasswordFaultIT {
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final String THERE = "hidden-there";
    private static final String HERE = "hidden&here";

    @TempDir private Path folder = Path.of("");

    private Node node;
    private Path hereFile;

    @BeforeEach
    void start() throws Exception {
        hereFile = Files.writeString(folder.resolve("here"), HERE + "\n");
        SecurityConfig security =
                new SecurityConfig(Auth.SCRAM, "boss", hereFile, false, TlsConfig.OFF);
        node =
                Node.start(
                        new NodeConfig("n1", folder.resolve("n1"), ANY, null, ANY, ANY, Map.of())
                                .with(security));
        assertThat(node.awaitReady(PATIENCE)).isTrue();
        try (Connection owner = DriverManager.getConnection(source(), "owner", THERE)) {
            Sql.run(owner, "CREATE SEQUENCE orders START WITH 12");
        }
    }

    @AfterEach
    void stop() {
        node.close();
    }

    private String source() {
        return "jdbc:h2:file:" + folder.resolve("source");
    }

    private String[] arguments(String... more) throws Exception {
        List<String> arguments =
                new ArrayList<>(
                        List.of(
                                "--from",
                                source(),
                                "--driver-jar",
                                ImportProcess.driverJar().toString(),
                                "--from-user",
                                "owner",
                                "--to",
                                node.clientAddress().toString(),
                                "-U",
                                "boss"));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }

    @Test
    void asksForBothAtATerminalAndShowsNeither() throws Exception {
        Terminal terminal = open(arguments("--from-password", "-W"));
        try {
            terminal.awaitText("Password of the source: ");
            terminal.type(THERE + "\r");
            terminal.awaitText("Password of the cluster: ");
            List<String> processes =
                    terminal.process.descendants().map(PasswordFaultIT::commandLine).toList();
            terminal.type(HERE + "\r");
            assertThat(terminal.awaitExit()).as("%s", terminal.screen()).isZero();
            assertThat(terminal.screen())
                    .contains("1 sequence: 1 created")
                    .doesNotContain(THERE)
                    .doesNotContain(HERE);
            assertThat(processes)
                    .anyMatch(line -> line.contains(" import "))
                    .noneMatch(line -> line.contains(THERE));
        } finally {
            terminal.close();
        }
    }

    @Test
    void saysWhichOfThemIsWrongAndShowsNeither() throws Exception {
        Terminal terminal =
                open(arguments("--from-password", "--password-file", hereFile.toString()));
        try {
            terminal.awaitText("Password of the source: ");
            terminal.type("mistaken\r");
            assertThat(terminal.awaitExit()).as("%s", terminal.screen()).isEqualTo(4);
            assertThat(terminal.screen())
                    .contains("can not connect to " + source() + ": ")
                    .contains("(28000)")
                    .doesNotContain("mistaken");
        } finally {
            terminal.close();
        }
        Path wrong = Files.writeString(folder.resolve("wrong"), "mistaken");
        ImportRun here =
                run(
                        Map.of("NEXTVAL_FROM_PASSWORD", THERE),
                        arguments("--password-file", wrong.toString()));
        assertThat(here.exitCode()).isEqualTo(4);
        assertThat(here.err())
                .contains("can not connect to jdbc:nextval://" + node.clientAddress())
                .contains("(28P01)")
                .doesNotContain("mistaken")
                .doesNotContain(THERE);
    }

    @Test
    void takesThemFromFilesAndFromTheEnvironment() throws Exception {
        Path thereFile = Files.writeString(folder.resolve("there"), THERE + "\n");
        ImportRun files =
                run(
                        Map.of(
                                "NEXTVAL_FROM_PASSWORD",
                                "not this one",
                                "NEXTVAL_PASSWORD",
                                "nor this one"),
                        arguments(
                                "--from-password-file",
                                thereFile.toString(),
                                "--password-file",
                                hereFile.toString()));
        assertThat(files.exitCode()).as(files.err()).isZero();
        assertThat(files.out()).contains("1 sequence: 1 created");
        ImportRun environment =
                run(Map.of("NEXTVAL_FROM_PASSWORD", THERE, "NEXTVAL_PASSWORD", HERE), arguments());
        assertThat(environment.exitCode()).as(environment.err()).isZero();
        assertThat(environment.out()).contains("1 sequence: 1 left alone");
    }

    /** Other users of the machine see the arguments of a process. */
    @Test
    void takesNoneFromTheCommandLine() throws Exception {
        for (String option : List.of("--from-password=hush", "--password=hush", "-W=hush")) {
            ImportRun run = run(Map.of(), arguments(option));
            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("it takes no value").doesNotContain("hush");
        }
    }

    private ImportRun run(Map<String, String> environment, String... arguments) throws Exception {
        try (ImportProcess run = ImportProcess.start(folder, environment, arguments)) {
            return run.awaitEnd();
        }
    }

    private static String commandLine(ProcessHandle process) {
        Optional<String[]> arguments = process.info().arguments();
        return String.join(" ", arguments.orElse(new String[0])) + " ";
    }

    private Terminal open(String... arguments) throws IOException {
        Path screen = folder.resolve("screen.txt");
        Path command = folder.resolve("import.sh");
        Files.writeString(
                command, "exec '" + String.join("' '", ImportProcess.command(arguments)) + "'\n");
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qfec", "exec sh " + command, screen.toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("SHELL", "/bin/sh");
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("script.txt").toFile());
        return new Terminal(builder.start(), screen);
    }

    /** A person at a terminal. */
    private record Terminal(Process process, Path file) {
        void awaitText(String text) {
            await(text).atMost(PATIENCE).until(() -> screen().contains(text));
        }

        void type(String text) throws IOException {
            process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        }

        String screen() throws IOException {
            return Files.exists(file) ? Files.readString(file) : "";
        }

        int awaitExit() throws InterruptedException {
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        }

        void close() {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }
}
