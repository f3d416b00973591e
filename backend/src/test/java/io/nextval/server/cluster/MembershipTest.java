package io.nextval.server.cluster;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.StartupException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;

/** What a node holds before it takes part in its groups. */
@Timeout(60)
class MembershipTest {
    private static final HostPort ANY = new HostPort("127.0.0.1", 0);

    @TempDir Path folder;

    @Test
    void nobodyCanTakeTheRaftPortBeforeTheNodeJoins() throws IOException {
        HostPort address;
        try (Membership membership = membership("a", ANY)) {
            address = membership.raftAddress();
            assertThatThrownBy(() -> bind(address)).isInstanceOf(BindException.class);
        }
        bind(address);
    }

    @Test
    void aPortThatIsTakenIsRefusedAndTheFolderStaysFree() throws IOException {
        try (Membership holder = membership("a", ANY)) {
            assertThatThrownBy(() -> membership("b", holder.raftAddress()))
                    .isInstanceOf(StartupException.class)
                    .hasMessageContaining("the Raft address " + holder.raftAddress())
                    .hasMessageContaining("Choose another with --raft");
        }
        membership("b", ANY).close();
    }

    private Membership membership(String name, HostPort raft) {
        return new Membership(
                new NodeConfig("n1", folder.resolve(name), ANY, null, raft, ANY, Map.of()),
                failure -> {});
    }

    private static void bind(HostPort address) throws IOException {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(address.toSocketAddress());
        }
    }
}
