package io.nextval.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.EmbeddedNodes;
import io.nextval.client.ScriptedCluster;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Nodes inside this JVM are found by ServiceLoader, and missed with a clear message. */
@Timeout(60)
class EmbeddedUrlTest {
    /** Found through a service file that the test writes. */
    public static final class TestNodes implements EmbeddedNodes {
        static final List<String> EVENTS = new CopyOnWriteArrayList<>();

        /** Called by ServiceLoader. */
        public TestNodes() {}

        @Override
        public Handle open(String kind, String nameOrDir) {
            if (nameOrDir.equals("broken")) {
                throw new IllegalStateException("the folder is locked");
            }
            EVENTS.add("open " + kind + " " + nameOrDir);
            ScriptedCluster cluster = new ScriptedCluster(1);
            return new Handle() {
                @Override
                public String host() {
                    return "127.0.0.1";
                }

                @Override
                public int port() {
                    return cluster.node(0).port();
                }

                @Override
                public void close() {
                    cluster.close();
                    EVENTS.add("close " + nameOrDir);
                }
            };
        }
    }

    @Test
    void saysWhichJarIsMissing() {
        for (String url : List.of("jdbc:nextval:mem:x", "jdbc:nextval:embedded:/tmp/x")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("io.nextval:nextval-server");
        }
    }

    @Test
    void startsOneNodeForAllConnectionsAndStopsItAfterTheLast(@TempDir Path folder)
            throws SQLException, IOException {
        Path service = folder.resolve("META-INF/services/" + EmbeddedNodes.class.getName());
        Files.createDirectories(service.getParent());
        Files.writeString(service, TestNodes.class.getName());
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            Connection first = DriverManager.getConnection("jdbc:nextval:mem:shared");
            Connection second = DriverManager.getConnection("jdbc:nextval:mem:shared");
            assertThat(second.isValid(1)).isTrue();
            first.close();
            assertThat(second.isValid(1)).isTrue();
            second.close();
            assertThat(TestNodes.EVENTS).containsExactly("open mem shared");
            Awaitility.await().until(() -> TestNodes.EVENTS.contains("close shared"));
            assertThatThrownBy(() -> DriverManager.getConnection("jdbc:nextval:embedded:broken"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08001"))
                    .hasMessageContaining("the folder is locked");
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
