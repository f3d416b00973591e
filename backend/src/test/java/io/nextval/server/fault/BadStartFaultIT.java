package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Clusters.Refusal;
import io.nextval.server.harness.FreePorts;
import io.nextval.server.harness.NodeAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Servers that must refuse to start: the exit code, and a message that says what to change. */
@Timeout(120)
class BadStartFaultIT {
    private static final int BAD_USAGE = 2;
    private static final int CAN_NOT_BIND = 4;

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void refusesAClientPortInUse() throws IOException {
        NodeAddress node = newNode("n1");
        assertRefusedPort(node, node.clientPort());
    }

    @Test
    void refusesARaftPortInUse() throws IOException {
        NodeAddress node = newNode("n1");
        assertRefusedPort(node, node.raftPort());
    }

    @Test
    void refusesAnHttpPortInUse() throws IOException {
        NodeAddress node = newNode("n1");
        assertRefusedPort(node, node.httpPort());
    }

    @Test
    void refusesAnUnknownOption() {
        NodeAddress node = newNode("n1");
        assertRefused(node, with(node, "--quorum", "7"), BAD_USAGE, "--quorum");
    }

    @Test
    void refusesAnAddressThatIsNone() {
        NodeAddress node = newNode("n1");
        assertRefused(node, with(node, "--listen", "127.0.0.1:70000"), BAD_USAGE, "70000");
    }

    @Test
    void refusesPeersWithoutItself() {
        NodeAddress node = newNode("n1");
        List<NodeAddress> others = List.of(newNode("n2"), newNode("n3"), newNode("n4"));
        assertRefused(node, node.arguments(others), BAD_USAGE, "n1");
    }

    @Test
    void refusesPeersThatGiveItAnotherRaftAddress() {
        NodeAddress node = newNode("n1");
        String peers = "n1=127.0.0.1:" + FreePorts.next() + ",n2=127.0.0.1:" + FreePorts.next();
        assertRefused(node, with(node, "--peers", peers), BAD_USAGE, node.raft());
    }

    @Test
    void refusesAPeerThatIsListedTwice() {
        NodeAddress node = newNode("n1");
        String peers = "n1=" + node.raft() + ",n1=" + node.raft();
        assertRefused(node, with(node, "--peers", peers), BAD_USAGE, "n1");
    }

    @Test
    void refusesToServeOthersWithoutALogin() {
        NodeAddress node = newNode("n1");
        List<String> open = with(node, "--listen", "0.0.0.0:" + node.clientPort());
        assertRefused(node, open, BAD_USAGE, "--insecure true if that is meant");
    }

    @Test
    void refusesToJoinOthersWithoutTls() {
        NodeAddress node = newNode("n1");
        List<String> open = with(node, "--raft", "0.0.0.0:" + node.raftPort());
        open.addAll(List.of("--peers", "n1=0.0.0.0:" + node.raftPort() + ",n2=192.0.2.1:7651"));
        assertRefused(node, open, BAD_USAGE, "--tls_ca");
    }

    @Test
    void refusesACertificateThatIsNotThere() {
        NodeAddress node = newNode("n1");
        List<String> arguments = with(node, "--tls_cert", "absent.pem");
        arguments.addAll(List.of("--tls_key", "absent.key"));
        assertRefused(node, arguments, BAD_USAGE, "absent.pem");
    }

    @Test
    void refusesAPasswordFileThatIsNotThere() {
        NodeAddress node = newNode("n1");
        List<String> arguments = with(node, "--auth", "scram");
        arguments.addAll(List.of("--superuser_password_file", "absent.txt"));
        assertRefused(node, arguments, BAD_USAGE, "absent.txt");
    }

    private void assertRefusedPort(NodeAddress node, int port) throws IOException {
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            assertRefused(node, node.arguments(), CAN_NOT_BIND, "127.0.0.1:" + port);
        }
    }

    private void assertRefused(
            NodeAddress node, List<String> arguments, int exitCode, String named) {
        Refusal refusal = clusters.launchInVain(node, arguments);
        assertThat(refusal.exitCode()).as(refusal.errors()).isEqualTo(exitCode);
        assertThat(refusal.errors()).contains(named).doesNotContain("\tat ");
    }

    private NodeAddress newNode(String id) {
        return NodeAddress.create(id, clusters.newFolder());
    }

    private static List<String> with(NodeAddress node, String option, String value) {
        List<String> arguments = new ArrayList<>(node.arguments());
        int place = arguments.indexOf(option);
        if (place >= 0) {
            arguments.set(place + 1, value);
        } else {
            arguments.addAll(List.of(option, value));
        }
        return arguments;
    }
}
