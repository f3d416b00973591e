package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.GroupClient;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;
import io.nextval.server.harness.WireClient;
import io.nextval.wire.Frame;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Granted;
import io.nextval.wire.NextByName;
import io.nextval.wire.Ticket;
import io.nextval.wire.Topology;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A leader whose followers are dead hands out nothing, also while it still believes it leads. */
@Timeout(150)
class NoAnswerWithoutMajorityFaultIT {
    /** Longer than a leader without followers believes that it leads. */
    private static final Duration REPLY_LIMIT = Duration.ofSeconds(5);

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void theLeaderHandsOutNothingWhenItsFollowersAreDead() throws Exception {
        TestCluster cluster = clusters.start(3);
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        GroupClient group = new GroupClient(cluster, cluster.groupOf("orders"));
        long early = group.register();
        long later = group.register();
        assertThat(first(group.ask(next(group, early, 1)))).isEqualTo(1);
        cluster.awaitLeadersWhereTheyBelong();
        NodeProcess leader = cluster.leaderOf(group.group());
        List<NodeProcess> followers =
                cluster.nodes().stream().filter(node -> !node.equals(leader)).toList();

        Optional<Frame> alone;
        try (WireClient wire = WireClient.connect(leader.address(), REPLY_LIMIT)) {
            assertThat(cluster.killTogether(followers)).containsOnly(137);
            int request = wire.send(next(group, early, 2));
            int question = wire.send(new GetTopology());
            alone = replyBefore(wire, request, question, group.group(), leader);
        }
        assertThat(leader.kill()).isEqualTo(137);
        followers.get(0).start();
        cluster.restart(followers.get(1));
        long afterwards = first(group.ask(next(group, later, 1)));

        assertThat(alone.filter(Granted.class::isInstance))
                .as(
                        "answer of a leader without a majority; the next leader handed out %d",
                        afterwards)
                .isEmpty();
        assertThat(afterwards).isEqualTo(2);
        Frame again = group.ask(next(group, early, 2));
        assertThat(first(again)).isEqualTo(3);
        assertThat(group.ask(next(group, early, 2))).isEqualTo(again);
    }

    /**
     * What the leader says to the request within the limit, empty if nothing. The question after it
     * shows that it took the request while it believed that it leads.
     */
    private static Optional<Frame> replyBefore(
            WireClient wire, int request, int question, int group, NodeProcess leader)
            throws IOException {
        Optional<Frame> reply = Optional.empty();
        boolean believed = false;
        try {
            for (int replies = 0; replies < 2; replies++) {
                var envelope = wire.receive();
                if (envelope.requestId() == request) {
                    reply = Optional.of(envelope.frame());
                } else if (envelope.requestId() == question
                        && envelope.frame() instanceof Topology topology) {
                    believed =
                            topology.groups().stream()
                                    .filter(info -> info.group() == group)
                                    .anyMatch(info -> info.leaderNodeId().equals(leader.id()));
                }
            }
        } catch (SocketTimeoutException e) {
            assertThat(e).isNotNull();
        }
        assertThat(believed).as("the leader still believed that it leads").isTrue();
        return reply;
    }

    private static NextByName next(GroupClient group, long registration, int call) {
        Ticket ticket = new Ticket(registration, call, 1);
        return new NextByName(group.group(), ticket, "public", "orders", 1, false);
    }

    private static long first(Frame frame) {
        assertThat(frame).isInstanceOf(Granted.class);
        return ((Granted) frame).first();
    }
}
