package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.containers.Container;
import org.testcontainers.junit.jupiter.Testcontainers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** One node in a container, used as programs use it. */
@Testcontainers(disabledWithoutDocker = true)
@NeedsImage
@Timeout(180)
class NextvalContainerIT {
    @org.testcontainers.junit.jupiter.Container
    private static final NextvalContainer NEXTVAL =
            new NextvalContainer(NeedsImage.IMAGE).withInitScript("sequences.sql");

    @Test
    void drawsNumbersThroughAPool() throws Exception {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(NEXTVAL.getJdbcUrl());
        settings.setUsername(NEXTVAL.getUsername());
        settings.setPassword(NEXTVAL.getPassword());
        settings.setMaximumPoolSize(4);
        Set<Long> drawn = ConcurrentHashMap.newKeySet();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (HikariDataSource pool = new HikariDataSource(settings)) {
            List<Future<?>> running = new ArrayList<>();
            for (int thread = 0; thread < 4; thread++) {
                running.add(threads.submit(() -> draw(pool, drawn)));
            }
            for (Future<?> one : running) {
                one.get();
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(Numbers.next(connection, "orders")).isEqualTo(401);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(drawn).hasSize(400).contains(1L, 400L);
    }

    private static Void draw(HikariDataSource pool, Set<Long> drawn) throws SQLException {
        for (int i = 0; i < 100; i++) {
            try (Connection connection = pool.getConnection()) {
                drawn.add(Numbers.next(connection, "orders"));
            }
        }
        return null;
    }

    @Test
    void tellsAUrlWithTheMappedPort() {
        assertThat(NEXTVAL.getJdbcUrl())
                .isEqualTo(
                        "jdbc:nextval://"
                                + NEXTVAL.getHost()
                                + ":"
                                + NEXTVAL.getMappedPort(7650)
                                + "/public"
                                + (NEXTVAL.getHost().equals("localhost") ? "" : "?tls=disable"));
    }

    @Test
    void ranTheInitScript() throws SQLException {
        try (Connection connection = Numbers.connect(NEXTVAL)) {
            assertThat(Numbers.next(connection, "made_by_the_script")).isEqualTo(1_000);
        }
    }

    @Test
    void letsNobodyInWithoutThePassword() {
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        NEXTVAL.getJdbcUrl(), NEXTVAL.getUsername(), "guessed"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
    }

    @Test
    void runsAsAnOrdinaryUser() throws Exception {
        Container.ExecResult id = NEXTVAL.execInContainer("id");
        assertThat(id.getStdout()).contains("uid=10001(nextval)", "gid=10001(nextval)");
        Container.ExecResult owner =
                NEXTVAL.execInContainer("stat", "-c", "%u:%g %a", NextvalContainer.DATA_FOLDER);
        assertThat(owner.getStdout()).isEqualTo("10001:10001 700\n");
    }

    @Test
    void becomesHealthyForTheEngine() {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () -> {
                            InspectContainerResponse.ContainerState state =
                                    NEXTVAL.getCurrentContainerInfo().getState();
                            assertThat(state.getHealth()).isNotNull();
                            assertThat(state.getHealth().getStatus()).isEqualTo("healthy");
                        });
    }

    @Test
    void runsTheCommandsOfTheDistribution() throws Exception {
        Container.ExecResult status = NEXTVAL.execInContainer("nextval", "version");
        assertThat(status.getStdout())
                .startsWith("nextval " + System.getProperty("nextval.version") + " ");
    }
}
