package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Clusters.Refusal;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Data folders that a server must not serve from: it ends with exit code 3 and says why. */
@Timeout(180)
class DataFolderFaultIT {
    private static final int BAD_DATA = 3;
    private static final Pattern UUID_NAME = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-.{12}");

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void refusesASecondProcessOnOneFolderAndTheFirstServesOn() throws SQLException {
        TestCluster cluster = clusters.start(1);
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        Path data = cluster.nodes().get(0).address().data();
        NodeAddress second = NodeAddress.create("n1", clusters.newFolder()).withData(data);

        assertRefused(second, second.arguments(), data.toString());
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);
    }

    @Test
    void refusesAFolderThatIsAFile() throws IOException {
        Path file = Files.writeString(clusters.newFolder().resolve("data"), "no folder");
        NodeAddress node = NodeAddress.create("n1", clusters.newFolder()).withData(file);

        assertRefused(node, node.arguments(), file.toString());
    }

    @Test
    void refusesAFolderThatCanNotBeMade() throws IOException {
        Path file = Files.writeString(clusters.newFolder().resolve("file"), "no folder");
        NodeAddress node =
                NodeAddress.create("n1", clusters.newFolder()).withData(file.resolve("data"));

        assertRefused(node, node.arguments(), file.toString());
    }

    @Test
    void refusesTheFolderOfAnotherNode() throws Exception {
        NodeAddress used = usedFolder();
        NodeAddress other = NodeAddress.create("n9", clusters.newFolder()).withData(used.data());

        assertRefused(other, other.arguments(), "n9");
    }

    @Test
    void refusesTheFolderOfAnotherCluster() throws Exception {
        NodeAddress used = usedFolder();
        List<NodeAddress> others =
                List.of(
                        used,
                        NodeAddress.create("n2", clusters.newFolder()),
                        NodeAddress.create("n3", clusters.newFolder()));

        assertRefused(used, used.arguments(others), "cluster");
    }

    @Test
    void refusesAFolderThatLostAGroup() throws Exception {
        NodeAddress used = usedFolder();
        delete(groupFolders(used.data()).get(0));

        assertRefused(used, used.arguments(), "group");
    }

    @Test
    void refusesAFolderThatLostAllGroups() throws Exception {
        NodeAddress used = usedFolder();
        for (Path group : groupFolders(used.data())) {
            delete(group);
        }

        assertRefused(used, used.arguments(), "group");
    }

    @Test
    void refusesAnIdentityThatCanNotBeRead() throws Exception {
        NodeAddress used = usedFolder();
        for (Path identity : files(used.data(), "node.properties")) {
            Files.writeString(identity, "id=\\u00zz\n");
        }

        assertRefused(used, used.arguments(), "node.properties");
    }

    @Test
    void refusesAnEmptyFolderForANodeThatTheClusterKnows() throws Exception {
        TestCluster cluster = clusters.start(3);
        NodeProcess node = cluster.nodes().get(2);
        assertThat(node.kill()).isEqualTo(137);
        delete(node.address().data());

        node.start();

        assertThat(node.awaitExit(Duration.ofSeconds(60))).isEqualTo(BAD_DATA);
        assertThat(node.errors()).contains(node.address().data().toString());
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        assertThat(Sql.next(cluster.url(), "orders")).isEqualTo(1);
    }

    @Test
    void refusesALogWithFlippedBytes() throws Exception {
        NodeAddress used = usedFolder();
        for (Path log : files(used.data(), "log_")) {
            flip(log, 40);
        }

        assertRefused(used, used.arguments(), used.data().toString());
    }

    /** A folder in which a single node has served and was killed. */
    private NodeAddress usedFolder() throws SQLException {
        TestCluster cluster = clusters.start(1);
        for (int i = 1; i <= 9; i++) {
            Sql.execute(cluster.url(), "CREATE SEQUENCE s" + i);
            assertThat(Sql.next(cluster.url(), "s" + i)).isEqualTo(1);
        }
        NodeProcess node = cluster.nodes().get(0);
        assertThat(node.kill()).isEqualTo(137);
        return node.address();
    }

    private void assertRefused(NodeAddress node, List<String> arguments, String named) {
        Refusal refusal = clusters.launchInVain(node, arguments);
        assertThat(refusal.exitCode()).as(refusal.errors()).isEqualTo(BAD_DATA);
        assertThat(refusal.errors()).contains(named);
    }

    private static List<Path> groupFolders(Path data) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            List<Path> found =
                    all.filter(Files::isDirectory)
                            .filter(p -> UUID_NAME.matcher(p.getFileName().toString()).matches())
                            .sorted()
                            .toList();
            assertThat(found).as("group folders in " + data).isNotEmpty();
            return found;
        }
    }

    private static List<Path> files(Path data, String prefix) throws IOException {
        try (Stream<Path> all = Files.walk(data)) {
            List<Path> found =
                    all.filter(Files::isRegularFile)
                            .filter(p -> p.getFileName().toString().startsWith(prefix))
                            .toList();
            assertThat(found).as(prefix + " files in " + data).isNotEmpty();
            return found;
        }
    }

    private static void flip(Path file, int offset) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[offset] ^= (byte) 0xFF;
        Files.write(file, bytes);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
