package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.config.Auth;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.TlsConfig;
import io.nextval.server.node.Node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The commands of the command line that connect, at a node that wants a login. */
@Timeout(120)
final class LoginCommandIT {
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir private Path folder = Path.of("");

    private int run(String... args) {
        Streams streams =
                new Streams(
                        new BufferedReader(new StringReader("")),
                        new PrintWriter(out),
                        new PrintWriter(err));
        return new Launcher(streams).run(args);
    }

    private Node start() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "top&secret");
        NodeConfig config =
                new NodeConfig("n1", folder.resolve("n1"), ANY, null, ANY, ANY, Map.of())
                        .with(
                                new SecurityConfig(
                                        Auth.SCRAM, "boss", password, false, TlsConfig.OFF));
        Node node = Node.start(config);
        assertThat(node.awaitReady(Duration.ofSeconds(60))).isTrue();
        return node;
    }

    @Test
    void logInWithTheUserAndThePasswordOfTheUrl() throws Exception {
        try (Node node = start()) {
            String url = "jdbc:nextval://" + node.clientAddress();
            String login = url + "?user=boss&password=top%26secret";
            assertThat(run("status", login)).as(err.toString()).isZero();
            assertThat(out.toString()).contains("seen by node n1").contains("up, version");
            assertThat(run("sql", login, "-c", "SELECT current_user")).isZero();
            assertThat(out.toString()).contains("boss");
            assertThat(run("status", url)).isEqualTo(1);
            assertThat(err.toString()).contains("no node of the URL answers").contains("28");
            assertThat(run("status", "-U", "boss", url + "?password=wrong")).isEqualTo(1);
            assertThat(err.toString())
                    .contains("password authentication failed for user \"boss\" (28P01)")
                    .doesNotContain("wrong");
            assertThat(run("sql", url + "?user=boss&password=wrong", "-c", "SELECT 1"))
                    .isEqualTo(4);
            assertThat(err.toString()).doesNotContain("wrong");
        }
    }
}
