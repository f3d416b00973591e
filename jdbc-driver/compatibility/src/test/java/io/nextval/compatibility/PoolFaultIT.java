package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Pools under load while servers fail: what the application behind them sees. */
@Timeout(400)
final class PoolFaultIT {
    private static final String SEQUENCE = "orders";
    private static final int CONNECTIONS = 8;
    private static final int THREADS = 16;
    private static final int ANSWERS = 500;
    private static final int RESETS = 5;
    private static final int KILL_NINE = 137;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration IMPATIENCE = Duration.ofSeconds(10);

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void noErrorReachesTheApplicationWhateverHappensToTheNodes() throws Exception {
        TestCluster cluster = clusters.start(3);
        int group;
        try (Connection connection = DriverManager.getConnection(cluster.url())) {
            Sql.execute(connection, "CREATE SEQUENCE " + SEQUENCE);
            group = cluster.groupOf(SEQUENCE);
        }
        try (Application application = new Application(cluster.url())) {
            application.awaitAnswers();
            List<NodeProcess> unharmed = new ArrayList<>(cluster.nodes());
            NodeProcess leader = cluster.leaderOf(group);
            unharmed.remove(leader);
            application.during(
                    "leader killed with `kill -9`, restarted",
                    () -> {
                        assertThat(leader.kill()).isEqualTo(KILL_NINE);
                        cluster.awaitOtherLeader(group, leader);
                        application.awaitAnswers();
                        cluster.restart(leader);
                    });
            for (NodeProcess node : unharmed) {
                String role = cluster.leaderOf(group).equals(node) ? "new leader" : "follower";
                application.during(
                        role + " killed with `kill -9`, restarted",
                        () -> {
                            assertThat(node.kill()).isEqualTo(KILL_NINE);
                            application.awaitAnswers();
                            cluster.restart(node);
                        });
            }
            application.during(
                    "leader paused (SIGSTOP), resumed after another leads",
                    () -> {
                        NodeProcess paused = cluster.leaderOf(group);
                        paused.pause();
                        cluster.awaitOtherLeader(group, paused);
                        application.awaitAnswers();
                        paused.resume();
                    });
            application.during(
                    "all nodes killed at once, restarted",
                    () -> {
                        assertThat(cluster.killAll()).containsOnly(KILL_NINE);
                        cluster.restartAll();
                    });
            application.assertEachNumberWasGivenOnceAndInOrder();
        }
    }

    @Test
    void noErrorReachesTheApplicationWhenConnectionsAreReset() throws Exception {
        NodeProcess node = clusters.start(1).nodes().get(0);
        try (BrokenWire wire = BrokenWire.to(node.address().clientPort())) {
            String url = "jdbc:nextval://127.0.0.1:" + wire.port() + "/public";
            try (Connection connection = DriverManager.getConnection(url)) {
                Sql.execute(connection, "CREATE SEQUENCE " + SEQUENCE);
            }
            try (Application application = new Application(url)) {
                application.awaitAnswers();
                int before = wire.accepted();
                application.during(
                        "connection reset (RST) by a proxy, " + RESETS + " times",
                        () -> {
                            for (int i = 0; i < RESETS; i++) {
                                // The last answers may come before the driver connects again.
                                await("a connection").until(() -> wire.reset() > 0);
                                application.awaitAnswers();
                            }
                        });
                assertThat(wire.accepted()).isGreaterThanOrEqualTo(before + RESETS);
                application.assertEachNumberWasGivenOnceAndInOrder();
            }
        }
    }

    /**
     * A server for each pool: after wrong passwords it answers the same address later and later.
     */
    @ParameterizedTest
    @EnumSource
    void aRefusedLoginIsReportedAsWhatItIs(Pool kind) throws Exception {
        Path passwordFile = Files.writeString(clusters.newFolder().resolve("password"), "right\n");
        NodeAddress address = NodeAddress.create("n1", clusters.newFolder());
        List<String> arguments = new ArrayList<>(address.arguments());
        arguments.addAll(List.of("--auth", "scram", "--superuser", "root"));
        arguments.addAll(List.of("--superuser_password_file", passwordFile.toString()));
        clusters.launch(address, arguments);
        String url = "jdbc:nextval://" + address.client() + "/public";
        await("login of the superuser")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> {
                            DriverManager.getConnection(url, "root", "right").close();
                            return true;
                        });
        try (Pool.Opened pool = kind.open(url, 2, "root", "right", PATIENCE)) {
            Sql.execute(pool.dataSource(), "CREATE SEQUENCE IF NOT EXISTS " + SEQUENCE);
            assertThat(Sql.next(pool.dataSource(), SEQUENCE)).isPositive();
        }
        try (Pool.Opened pool = kind.open(url, 2, "root", "wrong", IMPATIENCE)) {
            long began = System.nanoTime();
            SQLException error = failure(pool);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
            FaultTable.add(kind, "server refuses the login", Load.describe(error), millis);
            assertThat(Load.describe(error)).contains("SQLInvalidAuthorizationSpecException 28P01");
        }
    }

    private static SQLException failure(Pool.Opened pool) {
        try {
            Sql.next(pool.dataSource(), SEQUENCE);
        } catch (SQLException e) {
            return e;
        }
        throw new AssertionError("logged in with a wrong password");
    }

    /** Both pools with threads that use them. */
    private static final class Application implements AutoCloseable {
        private final Map<Pool, Pool.Opened> pools = new EnumMap<>(Pool.class);
        private final Map<Pool, Load> loads = new EnumMap<>(Pool.class);

        Application(String url) {
            for (Pool kind : Pool.values()) {
                Pool.Opened pool = kind.open(url, CONNECTIONS);
                pools.put(kind, pool);
                loads.put(kind, new Load(pool.dataSource(), SEQUENCE, THREADS));
            }
        }

        void awaitAnswers() {
            loads.values().forEach(load -> load.awaitAnswers(ANSWERS));
        }

        void during(String failure, Happening happening) throws Exception {
            loads.values().forEach(Load::beginSpan);
            happening.happen();
            awaitAnswers();
            loads.forEach(
                    (pool, load) -> {
                        Load.Seen seen = load.seen();
                        FaultTable.add(pool, failure, seen);
                        assertThat(seen.errors()).as("%s, %s", pool, failure).isEmpty();
                    });
        }

        void assertEachNumberWasGivenOnceAndInOrder() {
            List<Long> all = new ArrayList<>();
            for (Load load : loads.values()) {
                load.close();
                all.addAll(load.numbers());
                assertThat(load.disorders()).isEmpty();
            }
            assertThat(all).doesNotHaveDuplicates().hasSizeGreaterThan(2 * ANSWERS);
        }

        @Override
        public void close() throws SQLException {
            for (Load load : loads.values()) {
                load.close();
            }
            for (Pool.Opened pool : pools.values()) {
                pool.close();
            }
        }
    }

    @FunctionalInterface
    private interface Happening {
        void happen() throws Exception;
    }
}
