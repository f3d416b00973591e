package io.nextval.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.config.Auth;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.SecurityConfig;
import io.nextval.server.config.TlsConfig;
import io.nextval.server.harness.AuditLines;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.WireClient;
import io.nextval.wire.Frame;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Welcome;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The first user of a cluster, and who gets in after it, on a node with the driver. */
@Timeout(240)
final class LoginIT {
    private static final String WRONG_PASSWORD = "outcome=\"28P01 wrong password\"";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern ANNOUNCED = Pattern.compile("is (\\S+), its password (\\S+)");
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    private final List<String> announced = new ArrayList<>();
    private final AuditLines audit = new AuditLines();
    private @Nullable Node running;

    @TempDir private Path folder = Path.of("");

    private Node start(@Nullable Path passwordFile) throws InterruptedException {
        NodeConfig config =
                new NodeConfig("n1", folder.resolve("n1"), ANY, null, ANY, ANY, Map.of())
                        .with(
                                new SecurityConfig(
                                        Auth.SCRAM, "boss", passwordFile, false, TlsConfig.OFF));
        Node node = Node.start(config, announced::add);
        running = node;
        assertThat(node.awaitReady(LIMIT)).isTrue();
        return node;
    }

    @AfterEach
    void close() {
        audit.close();
        if (running != null) {
            running.close();
        }
    }

    private Path passwordFile(String content) throws IOException {
        return Files.writeString(folder.resolve("password"), content);
    }

    private static Connection connect(Node node, String user, String password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:nextval://" + node.clientAddress(), properties);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Frame login(Node node, String user, String password) throws IOException {
        NodeAddress address = new NodeAddress("n1", folder, node.clientAddress().port(), 0, 0);
        try (WireClient client = WireClient.raw(address, LIMIT)) {
            return client.login(user, password);
        }
    }

    private void assertRefused(Node node, String user, String password) throws IOException {
        assertThat(login(node, user, password))
                .isEqualTo(
                        new Goodbye(
                                "28P01",
                                "password authentication failed for user \"" + user + "\""));
    }

    @Test
    void takesTheFirstPasswordFromAFileAndTellsItToNobody() throws Exception {
        Node node = start(passwordFile("top secret\nsecond line\n"));
        assertThat(login(node, "boss", "top secret")).isInstanceOf(Welcome.class);
        assertRefused(node, "boss", "second line");
        assertRefused(node, "nextval", "top secret");
        assertThat(announced).isEmpty();
        await().atMost(LIMIT).until(() -> !audit.with("first").isEmpty());
        assertThat(audit.with("first")).hasSize(1).first().asString().contains("boss SUPERUSER");
        assertThat(audit.with("top secret")).isEmpty();
    }

    @Test
    void makesAPasswordUpAndTellsItOnceInTheLifeOfTheCluster() throws Exception {
        Node first = start(null);
        await().atMost(LIMIT).until(() -> !announced.isEmpty());
        assertThat(announced).hasSize(1);
        Matcher told = ANNOUNCED.matcher(announced.get(0));
        assertThat(told.find()).isTrue();
        assertThat(told.group(1)).isEqualTo("boss");
        assertThat(login(first, "boss", told.group(2))).isInstanceOf(Welcome.class);
        assertThat(audit.with(told.group(2))).isEmpty();
        first.close();
        Node again = start(null);
        assertThat(login(again, "boss", told.group(2))).isInstanceOf(Welcome.class);
        assertThat(announced).hasSize(1);
    }

    @Test
    void stopsWithExitCode2IfTheFileIsEmpty() throws Exception {
        NodeConfig config =
                new NodeConfig("n1", folder.resolve("n1"), ANY, null, ANY, ANY, Map.of())
                        .with(
                                new SecurityConfig(
                                        Auth.SCRAM,
                                        "boss",
                                        passwordFile("\nsecret"),
                                        false,
                                        TlsConfig.OFF));
        try (Node node = Node.start(config)) {
            node.awaitStopped();
            assertThat(node.exitCode()).isEqualTo(2);
            assertThat(node.failure()).contains("has an empty first line");
        }
    }

    @Test
    void letsUsersInWithTheDriverAndFollowsWhatBecomesOfThem() throws Exception {
        Node node = start(passwordFile("secret"));
        try (Connection boss = connect(node, "boss", "secret")) {
            execute(boss, "CREATE USER anna PASSWORD 'first'");
            assertThat(login(node, "anna", "first")).isInstanceOf(Welcome.class);
            execute(boss, "ALTER USER anna PASSWORD 'second'");
            assertRefused(node, "anna", "first");
            assertThat(login(node, "anna", "second")).isInstanceOf(Welcome.class);
            execute(boss, "CREATE SEQUENCE audited");
            execute(boss, "DROP USER anna");
            assertRefused(node, "anna", "second");
        }
        assertThat(audit.with("event=DDL")).anyMatch(line -> line.contains("audited"));
        assertThat(audit.with("event=USER").toString()).contains("anna").doesNotContain("second");
        await().atMost(LIMIT)
                .untilAsserted(
                        () ->
                                assertThat(audit.with("event=LOGIN user=\"anna\""))
                                        .anyMatch(line -> line.endsWith("outcome=\"ok\""))
                                        .anyMatch(line -> line.endsWith(WRONG_PASSWORD))
                                        .anyMatch(line -> line.contains("no such user")));
        assertThat(audit.with("event=START")).isNotEmpty();
    }
}
