package io.nextval.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.StartupException;
import io.nextval.server.node.Node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

@Timeout(120)
class EmbeddedIT {
    @TempDir Path folder;

    private static long next(Connection connection, String sequence) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT NEXTVAL('" + sequence + "')")) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void goesOnWhereItStoppedWhenAFolderIsReopened() throws SQLException {
        String url = "jdbc:nextval:embedded:" + folder.resolve("data");
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, "CREATE SEQUENCE orders");
            assertThat(next(connection, "orders")).isEqualTo(1);
            assertThat(next(connection, "orders")).isEqualTo(2);
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(next(connection, "orders")).isEqualTo(3);
        }
    }

    @Test
    void sharesOneNodeAmongAllConnectionsToAFolder() throws SQLException {
        String url = "jdbc:nextval:embedded:" + folder.resolve("data");
        try (Connection one = DriverManager.getConnection(url);
                Connection two = DriverManager.getConnection(url)) {
            execute(one, "CREATE SEQUENCE orders");
            assertThat(next(two, "orders")).isEqualTo(1);
            assertThat(next(one, "orders")).isEqualTo(2);
        }
    }

    @Test
    void locksItsFolder() throws SQLException {
        Path data = folder.resolve("data");
        HostPort any = new HostPort("127.0.0.1", 0);
        NodeConfig config = new NodeConfig("embedded", data, any, null, any, any, Map.of());
        try (Connection connection = DriverManager.getConnection("jdbc:nextval:embedded:" + data)) {
            execute(connection, "CREATE SEQUENCE orders");
            assertThatThrownBy(() -> Node.start(config))
                    .isInstanceOfSatisfying(
                            StartupException.class,
                            e -> assertThat(e.exitCode()).isEqualTo(StartupException.EXIT_DATA))
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("in use by another node");
            assertThat(next(connection, "orders")).isEqualTo(1);
        }
    }

    @Test
    void keepsAMemoryNodeForAsLongAsTheJvmLives() throws SQLException {
        String url = "jdbc:nextval:mem:EmbeddedIT";
        try (Connection connection = DriverManager.getConnection(url)) {
            execute(connection, "CREATE SEQUENCE orders");
            assertThat(next(connection, "orders")).isEqualTo(1);
        }
        try (Connection connection = DriverManager.getConnection(url)) {
            assertThat(next(connection, "orders")).isEqualTo(2);
        }
        try (Connection other = DriverManager.getConnection(url + "2")) {
            assertThatThrownBy(() -> next(other, "orders"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
        }
    }

    @Test
    void startsWhereTheCallersClassLoaderDoesNotKnowTheServer() throws SQLException {
        Thread caller = Thread.currentThread();
        ClassLoader usual = caller.getContextClassLoader();
        caller.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (Connection connection =
                DriverManager.getConnection("jdbc:nextval:embedded:" + folder.resolve("data"))) {
            execute(connection, "CREATE SEQUENCE orders");
            assertThat(next(connection, "orders")).isEqualTo(1);
        } finally {
            caller.setContextClassLoader(usual);
        }
    }

    @Test
    void saysSqlStateAndFolderWhenTheFolderCanNotBeUsed() throws Exception {
        Path file = java.nio.file.Files.writeString(folder.resolve("a-file"), "not a folder");
        assertThatThrownBy(() -> DriverManager.getConnection("jdbc:nextval:embedded:" + file))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).startsWith("08"))
                .hasMessageContaining(file.toString());
    }
}
