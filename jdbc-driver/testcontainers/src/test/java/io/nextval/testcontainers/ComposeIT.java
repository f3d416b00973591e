package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.github.dockerjava.api.model.Container;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Testcontainers;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The compose file as it is, with other ports: three nodes, of which one is killed. */
@Testcontainers(disabledWithoutDocker = true)
@NeedsImage
@Timeout(240)
class ComposeIT {
    private static final Path FILE =
            Path.of(System.getProperty("nextval.root", "."), "backend/docker/compose.yaml");
    private static final Pattern PASSWORD = Pattern.compile("is nextval, its password (\\w+)");

    @Test
    void keepsDrawingWhenANodeIsKilled() throws Exception {
        List<String> command = Compose.command();
        assumeTrue(!command.isEmpty(), "neither docker compose nor docker-compose is installed");
        try (Compose compose = new Compose(command, FILE, 3)) {
            compose.run("up", "--no-build", "-d");
            awaitHealthy(compose.project(), 3);
            Matcher password = PASSWORD.matcher(compose.run("logs", "--no-color"));
            assertThat(password.find()).as("the password that was made up").isTrue();
            String url = "jdbc:nextval://" + compose.addresses() + "/public";
            try (Connection connection =
                    DriverManager.getConnection(url, "nextval", password.group(1))) {
                Numbers.execute(connection, "CREATE SEQUENCE orders");
                draw(connection, 1, 100);
                compose.run("kill", "n1");
                awaitHealthy(compose.project(), 2);
                draw(connection, 101, 200);
                compose.run("start", "n1");
                awaitHealthy(compose.project(), 3);
                compose.run("kill", "n2");
                draw(connection, 201, 300);
            }
        }
    }

    /** Each number once and in order, though a node may be gone. */
    private static void draw(Connection connection, long first, long last) throws Exception {
        for (long expected = first; expected <= last; expected++) {
            assertThat(Numbers.next(connection, "orders")).isEqualTo(expected);
        }
    }

    private static void awaitHealthy(String project, int expected) throws IOException {
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(
                        () ->
                                assertThat(running(project))
                                        .hasSize(expected)
                                        .allSatisfy(
                                                node ->
                                                        assertThat(node.getStatus())
                                                                .contains("(healthy)")));
    }

    private static List<Container> running(String project) {
        return DockerClientFactory.lazyClient()
                .listContainersCmd()
                .withLabelFilter(Map.of("com.docker.compose.project", project))
                .exec();
    }
}
