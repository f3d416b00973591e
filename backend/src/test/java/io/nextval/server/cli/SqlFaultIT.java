package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.node.Node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/** {@code nextval sql} and the prompt of the demo as processes. */
@Timeout(600)
final class SqlFaultIT {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @TempDir private Path folder = Path.of("");

    /** What a statement does not need must not make it wait. */
    @Test
    void loadsNoLibraryThatAStatementDoesNotNeed() throws Exception {
        HostPort any = new HostPort("127.0.0.1", 0);
        Path classes = folder.resolve("classes.txt");
        String options = "-Xlog:class+load:file=" + classes;
        try (Node node =
                        Node.start(
                                new NodeConfig(
                                        "n1",
                                        folder.resolve("n1"),
                                        any,
                                        null,
                                        any,
                                        any,
                                        Map.of()));
                NextvalCommand sql =
                        NextvalCommand.start(
                                folder,
                                Map.of(
                                        "NEXTVAL_JAVA_OPTS",
                                        options,
                                        "NEXTVAL_URL",
                                        node.clientAddress().toString()),
                                "sql",
                                "-c",
                                "CREATE SEQUENCE s; SELECT nextval('s')")) {
            assertThat(sql.awaitExit()).as("%s", sql.err()).isZero();
            assertThat(sql.out()).contains("CREATE SEQUENCE").contains("(1 row)");
            assertThat(Files.readString(classes))
                    .contains("io.nextval.jdbc.")
                    .doesNotContain(" org.jline.")
                    .doesNotContain(" ch.qos.logback.")
                    .doesNotContain(" io.netty.")
                    .doesNotContain(" org.apache.");
        }
    }

    /** The terminal sends Ctrl-C to the servers too, for they are children of the prompt. */
    @Test
    void ctrlCAtThePromptOfTheDemoLeavesTheClusterAlone() throws Exception {
        Path home = Path.of(System.getProperty("nextval.distribution", ""));
        Path screen = folder.resolve("screen.txt");
        ProcessBuilder builder =
                new ProcessBuilder(
                        Stream.concat(
                                        NextvalCommand.AS_AT_A_PROMPT.stream(),
                                        Stream.of(
                                                "script",
                                                "-qfec",
                                                "exec "
                                                        + home.resolve("bin/nextval")
                                                        + " demo --nodes 1",
                                                screen.toString()))
                                .toList());
        builder.environment().put("NEXTVAL_HISTORY", "");
        builder.environment().put("TERM", "xterm");
        // A shell between the terminal and the demo would get Ctrl-C too, and some die of it.
        builder.environment().put("SHELL", "/bin/sh");
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("script.txt").toFile());
        Process demo = builder.start();
        try {
            awaitPrompts(screen, 1);
            type(demo, "CREATE SEQUENCE s;\r");
            awaitPrompts(screen, 2);
            type(demo, "SELECT nextval(");
            type(demo, "\003");
            awaitPrompts(screen, 3);
            type(demo, "SELECT nextval('s') AS drawn;\r");
            awaitPrompts(screen, 4);
            assertThat(screen).content().contains("(1 row)");
            type(demo, "\\q\r");
            assertThat(demo.waitFor()).isZero();
        } finally {
            demo.descendants().forEach(ProcessHandle::destroyForcibly);
            demo.destroyForcibly();
        }
    }

    private static void type(Process process, String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    private static void awaitPrompts(Path screen, int count) {
        await().atMost(PATIENCE)
                .until(() -> Files.readString(screen).split("nextval=> ", -1).length > count);
    }
}
