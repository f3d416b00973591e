package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nextval.client.Endpoint;
import io.nextval.client.tls.Tls;
import io.nextval.client.tls.TlsSettings;
import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeAddress;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Seed;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestAuthority;
import io.nextval.server.harness.TestAuthority.Issued;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.Workload;
import io.nextval.server.history.HistoryRecorder;
import io.nextval.server.history.SequenceRule;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nodes that talk to each other over mutual TLS, and those that must not take part. */
@Timeout(240)
class TlsFaultIT {
    private static final String NAMES = "DNS:localhost,IP:127.0.0.1";
    private static final byte[] PREFACE = "NXVR\1".getBytes(StandardCharsets.US_ASCII);

    @RegisterExtension final Clusters clusters = new Clusters();
    @TempDir Path folder;

    private static List<String> arguments(Issued own, Path ca) {
        return List.of(
                "--tls=optional",
                "--tls_cert=" + own.cert(),
                "--tls_key=" + own.key(),
                "--tls_ca=" + ca);
    }

    @Test
    void servesNumbersWhileANodeIsKilledAndLetsNoIntruderIn() throws Exception {
        TestAuthority authority = new TestAuthority(folder, "ca");
        Issued own = authority.issue("node", NAMES);
        TestCluster cluster =
                clusters.start(3, arguments(own, authority.cert()).toArray(new String[0]));
        String url = cluster.url() + "?tls=verify-full&tlsRootCert=" + authority.cert();
        Sql.execute(url, "CREATE SEQUENCE orders");
        long seed = Seed.next("mutual TLS");
        HistoryRecorder recorder =
                new HistoryRecorder(seed, List.of(SequenceRule.ascending("orders")));
        recorder.plan("leader killed");
        NodeProcess attacked = cluster.node("n1");

        try (Workload workload =
                new Workload("caller", url, List.of("orders"), 16, seed, recorder)) {
            workload.awaitAnswers(500);
            assertNoIntruder(attacked, authority);
            workload.awaitAnswers(500);
            int group = cluster.groupOf("orders");
            cluster.awaitLeadersWhereTheyBelong();
            NodeProcess leader = cluster.leaderOf(group);
            leader.kill();
            recorder.fired("leader killed", leader.id());
            cluster.awaitOtherLeader(group, leader);
            workload.awaitAnswers(500);
            cluster.restart(leader);
            workload.awaitAnswers(500);
            workload.stop();
            assertThat(workload.exceptions()).isEmpty();
        }
        Verdicts.assertHeld(recorder);
    }

    private void assertNoIntruder(NodeProcess node, TestAuthority authority) throws IOException {
        Path root = authority.cert();
        Issued client = authority.issue("alice", "");
        Issued foreign = new TestAuthority(folder, "others").issue("foreign", NAMES);
        assertRefused(node, settings(root, null), "it has no certificate");
        assertRefused(node, settings(root, foreign), "was not signed by tls_ca");
        assertRefused(node, settings(root, client), "CN=alice");
        assertPlainRefused(node);
    }

    private static TlsSettings settings(Path root, @Nullable Issued own) {
        return new TlsSettings(
                TlsSettings.Mode.VERIFY_FULL,
                root.toString(),
                own == null ? null : own.cert().toString(),
                own == null ? null : own.key().toString());
    }

    private static void assertRefused(NodeProcess node, TlsSettings settings, String logged) {
        assertThatThrownBy(() -> intrude(node, settings)).isInstanceOf(IOException.class);
        await().atMost(Duration.ofSeconds(40))
                .until(() -> refusals(node).stream().anyMatch(line -> line.contains(logged)));
    }

    private static List<String> refusals(NodeProcess node) {
        return node.log()
                .lines()
                .filter(line -> line.contains("was refused at the Raft port"))
                .toList();
    }

    private static void intrude(NodeProcess node, TlsSettings settings) throws IOException {
        int port = node.address().raftPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                Socket secured =
                        Tls.secure(
                                socket,
                                new Endpoint("127.0.0.1", port),
                                settings,
                                System.nanoTime() + 40_000_000_000L)) {
            secured.getOutputStream().write(PREFACE);
            secured.setSoTimeout(40_000);
            if (secured.getInputStream().read() < 0) {
                throw new EOFException("closed");
            }
        }
    }

    private static void assertPlainRefused(NodeProcess node) throws IOException {
        int port = node.address().raftPort();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(PREFACE);
            socket.setSoTimeout(40_000);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        await().atMost(Duration.ofSeconds(40))
                .until(
                        () ->
                                refusals(node).stream()
                                        .anyMatch(line -> line.contains("does not speak TLS")));
    }

    @Test
    void bothNodesSayWhyTheyDoNotFindTogether() {
        TestAuthority authority = new TestAuthority(folder, "ca");
        TestAuthority others = new TestAuthority(folder, "others");
        List<NodeAddress> addresses =
                List.of(NodeAddress.create("n1", folder), NodeAddress.create("n2", folder));
        NodeProcess good =
                launch(addresses, 0, arguments(authority.issue("good", NAMES), authority.cert()));
        NodeProcess foreign =
                launch(addresses, 1, arguments(others.issue("foreign", NAMES), others.cert()));
        awaitLogged(good, "no TLS with node n2", "its certificate was not signed by tls_ca");
        awaitLogged(foreign, "no TLS with node n1", "its certificate was not signed by tls_ca");
        awaitLogged(good, "was refused at the Raft port", "it refused:");
        foreign.kill();

        NodeProcess plain = launch(addresses, 1, List.of());
        awaitLogged(good, "was refused at the Raft port", "does not speak TLS");
        awaitLogged(plain, "speaks TLS at the Raft port", "all nodes need tls_cert");
    }

    private NodeProcess launch(List<NodeAddress> addresses, int index, List<String> further) {
        NodeAddress address = addresses.get(index);
        List<String> arguments = new ArrayList<>(address.arguments(addresses));
        arguments.addAll(further);
        return clusters.launch(address, arguments);
    }

    private static void awaitLogged(NodeProcess node, String... parts) {
        await(String.join(" … ", parts))
                .atMost(Duration.ofSeconds(40))
                .failFast(node.id() + " has ended", () -> !node.alive())
                .until(
                        () ->
                                node.log()
                                        .lines()
                                        .anyMatch(
                                                line ->
                                                        List.of(parts).stream()
                                                                .allMatch(line::contains)));
    }
}
