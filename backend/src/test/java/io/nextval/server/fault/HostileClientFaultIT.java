package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.HostileClients;
import io.nextval.server.harness.Hostility;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.WireClient;
import io.nextval.wire.Welcome;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Hostile clients at a server process: normal ones are served and log in all the while, the hostile
 * ones are told what is documented, and afterwards the server is as it was.
 */
@Timeout(300)
class HostileClientFaultIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String USER = "nextval";
    private static final String PASSWORD = "top-secret";
    private static final long GROWTH_KIB_MAX = 200_000;

    @RegisterExtension final Clusters clusters = new Clusters();
    private long last;

    private TestCluster start() throws IOException {
        Path password = clusters.newFolder().resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        TestCluster cluster =
                clusters.prepare(1, "--auth=scram", "--superuser_password_file=" + password);
        cluster.nodes().get(0).start();
        return cluster;
    }

    @Test
    void hostileClientsAreSentAwayAndNormalOnesServed() throws Exception {
        TestCluster cluster = start();
        NodeProcess node = cluster.nodes().get(0);
        String url = cluster.url() + "?user=" + USER + "&password=" + PASSWORD;
        await("a first login")
                .atMost(LIMIT)
                .ignoreExceptions()
                .untilAsserted(() -> Sql.execute(url, "CREATE SEQUENCE IF NOT EXISTS orders"));
        assertNormalOnesAreServed(node, url);
        long sockets = sockets(node);
        long memory = residentKib(node);
        long lines = linesOfOthersThanLogins(node);

        try (HostileClients hostile = new HostileClients(List.of(node.address()), USER, PASSWORD)) {
            hostile.begin(Hostility.OVERSIZED_FRAMES);
            assertThat(until(hostile, "Goodbye 08P01", 50, node, url)).hasSize(1);
            hostile.begin(Hostility.GARBAGE);
            assertThat(until(hostile, "Goodbye 08P01", 50, node, url)).hasSize(1);
            hostile.begin(Hostility.TRUNCATED_FRAMES);
            assertThat(until(hostile, "hung up", 100, node, url)).hasSize(1);
            hostile.begin(Hostility.WRONG_PASSWORDS);
            assertThat(until(hostile, "Goodbye 28P01", 40, node, url)).hasSize(1);
            hostile.begin(Hostility.CONNECTS, 2_000);
            assertThat(until(hostile, "connected", 4_000, node, url)).containsKey("Goodbye 53300");
            hostile.begin(Hostility.UNREAD_REPLIES);
            hostile.begin(Hostility.SLOW_DRIP_AFTER_LOGIN);
            hostile.begin(Hostility.SLOW_DRIP);
            hostile.begin(Hostility.HALF_OPEN);
            until(hostile, "Goodbye 08P01", 20, node, url);
        }

        await("connections of hostile clients are closed")
                .atMost(LIMIT)
                .untilAsserted(() -> assertThat(sockets(node)).isLessThanOrEqualTo(sockets));
        assertThat(residentKib(node) - memory).as("KiB grown").isLessThan(GROWTH_KIB_MAX);
        assertThat(linesOfOthersThanLogins(node) - lines).as("lines logged").isLessThan(10);
        assertNormalOnesAreServed(node, url);
    }

    /** Goes on until the hostile clients have seen this so often, and gives all they saw. */
    private Map<String, Integer> until(
            HostileClients hostile, String what, int times, NodeProcess node, String url) {
        await(times + " times " + what)
                .atMost(LIMIT)
                .until(
                        () -> {
                            assertNormalOnesAreServed(node, url);
                            return hostile.seen().getOrDefault(what, 0) >= times;
                        });
        return hostile.end();
    }

    /** On the connection that is open, and on one that logs in. */
    private void assertNormalOnesAreServed(NodeProcess node, String url)
            throws SQLException, IOException {
        long next = Sql.next(url, "orders");
        assertThat(next).isEqualTo(last + 1);
        last = next;
        try (WireClient newcomer = WireClient.raw(node.address(), LIMIT)) {
            assertThat(newcomer.login(USER, PASSWORD)).isInstanceOf(Welcome.class);
        }
    }

    private static long sockets(NodeProcess node) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(node.pid()), "fd"))) {
            return files.filter(HostileClientFaultIT::isSocket).count();
        }
    }

    private static boolean isSocket(Path file) {
        try {
            return Files.readSymbolicLink(file).toString().startsWith("socket:");
        } catch (IOException e) {
            // It was closed meanwhile.
            return false;
        }
    }

    private static long residentKib(NodeProcess node) throws IOException {
        Path status = Path.of("/proc", Long.toString(node.pid()), "status");
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .sum();
    }

    private static long linesOfOthersThanLogins(NodeProcess node) {
        return node.log().lines().filter(line -> !line.contains("event=LOGIN")).count();
    }
}
