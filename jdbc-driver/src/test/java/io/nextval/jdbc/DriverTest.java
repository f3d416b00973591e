package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedCluster;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;

/** How the driver is found, what it says of its settings, and what its connections share. */
@Timeout(60)
class DriverTest {
    @Test
    void isFoundByTheServiceLoaderAndDriverManager() throws SQLException {
        assertThat(ServiceLoader.load(Driver.class))
                .anyMatch(driver -> driver instanceof NextvalDriver);
        assertThat(DriverManager.getDriver("jdbc:nextval://h")).isInstanceOf(NextvalDriver.class);
        assertThat(new NextvalDriver().jdbcCompliant()).isFalse();
    }

    @Test
    void describesEveryPropertyAndHidesThePassword() throws SQLException {
        Properties given = new Properties();
        given.setProperty("password", "secret");
        DriverPropertyInfo[] infos =
                new NextvalDriver()
                        .getPropertyInfo("jdbc:nextval://h/app?answerTimeout=700", given);
        assertThat(infos).hasSize(DriverProperty.values().length);
        for (DriverPropertyInfo info : infos) {
            assertThat(info.description).isNotBlank();
            assertThat(info.required).isFalse();
            switch (info.name) {
                case "password" -> assertThat(info.value).isEmpty();
                case "answerTimeout" -> {
                    assertThat(info.value).isEqualTo("700");
                    assertThat(info.description).contains("20 to 60000");
                }
                case "currentSchema" -> assertThat(info.value).isEqualTo("app");
                case "tcpKeepAlive" -> assertThat(info.choices).containsExactly("true", "false");
                default -> assertThat(info.value).isNotNull();
            }
        }
        assertThat(new NextvalDriver().getPropertyInfo("", null)).hasSize(infos.length);
    }

    @Test
    void allConnectionsToAClusterShareOneSocketWhichEndsWithTheLast() throws SQLException {
        try (ScriptedCluster cluster = new ScriptedCluster(1)) {
            List<Connection> connections = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                connections.add(DriverManager.getConnection(cluster.url()));
            }
            for (Connection connection : connections) {
                assertThat(connection.isValid(0)).isTrue();
                connection.close();
                connection.close();
            }
            try (Connection again = DriverManager.getConnection(cluster.url())) {
                assertThat(again.isValid(1)).isTrue();
            }
            assertThat(cluster.node(0).acceptedConnections()).isEqualTo(1);
            Awaitility.await().until(() -> cluster.node(0).openConnections() == 0);
            DriverManager.getConnection(cluster.url()).close();
            assertThat(cluster.node(0).acceptedConnections()).isEqualTo(2);
        }
    }

    @Test
    void listsEachHostWithItsReasonWhenNoneCanBeReached() {
        try (ScriptedCluster cluster = new ScriptedCluster(2)) {
            String url = cluster.url();
            cluster.node(0).close();
            cluster.node(1).close();
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOfSatisfying(
                            SQLTransientConnectionException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining(
                            "127.0.0.1:" + cluster.node(0).port() + " Connection refused")
                    .hasMessageContaining(
                            "127.0.0.1:" + cluster.node(1).port() + " Connection refused");
        }
    }

    @Test
    void connectsToWhicheverHostAnswers() throws SQLException {
        try (ScriptedCluster cluster = new ScriptedCluster(3)) {
            cluster.create("orders", 10);
            cluster.node(0).close();
            cluster.leader(2);
            try (Connection connection = DriverManager.getConnection(cluster.url());
                    var statement = connection.createStatement();
                    var rows = statement.executeQuery("select nextval('orders')")) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getLong(1)).isEqualTo(1);
            }
        }
    }

    @Test
    void endsTheConnectAttemptAtTheLoginTimeout() {
        try (ScriptedCluster cluster = new ScriptedCluster(1)) {
            cluster.node(0).pause();
            DriverManager.setLoginTimeout(1);
            long start = System.nanoTime();
            assertThatThrownBy(() -> DriverManager.getConnection(cluster.url()))
                    .isInstanceOf(SQLTransientConnectionException.class);
            assertThat(System.nanoTime() - start).isLessThan(6_000_000_000L);
        } finally {
            DriverManager.setLoginTimeout(0);
        }
    }
}
