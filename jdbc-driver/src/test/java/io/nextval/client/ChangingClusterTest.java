package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.client.tls.TlsSettings;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Next;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Nodes come, go, fall silent and change addresses while a client is connected. Single attempts
 * have more time than the tests have, so whoever waited for a bad node to run into its timeout
 * would fail.
 */
@Timeout(120)
class ChangingClusterTest {
    private static final int ATTEMPT_MILLIS = 600_000;

    /** For the calls, in nanoseconds. */
    private static final long MINUTES_10 = TimeUnit.MINUTES.toNanos(10);

    private final ScriptedCluster cluster = new ScriptedCluster(3);
    private final ScriptedNames names = new ScriptedNames();
    private Client client = new Client(cluster.settings(400));

    @BeforeEach
    void create() {
        cluster.create("orders", Long.MAX_VALUE);
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private void connect(Endpoint... endpoints) throws ClientException {
        client =
                new Client(
                        new ClientSettings(
                                List.of(endpoints),
                                null,
                                "",
                                Password.NONE,
                                "",
                                TlsSettings.UNSET,
                                ChannelBindingMode.PREFER,
                                ATTEMPT_MILLIS,
                                ATTEMPT_MILLIS,
                                400,
                                true),
                        names);
        client.connect(System.nanoTime() + MINUTES_10);
        assertThat(next()).isEqualTo(1);
    }

    private long next() throws ClientException {
        return client.compile(
                        "public", "select nextval('orders')", List.of(), Deadline.after(MINUTES_10))
                .sequences()
                .get(0)
                .next(MINUTES_10);
    }

    private Endpoint at(String host, int node) {
        return new Endpoint(host, cluster.node(node).port());
    }

    private void connectToAll() throws ClientException {
        connect(at("127.0.0.1", 0), at("127.0.0.1", 1), at("127.0.0.1", 2));
        for (int i = 1; i < 3; i++) {
            cluster.leader(i);
            assertThat(next()).isEqualTo(i + 1);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(cluster.node(i).openConnections()).isEqualTo(1);
        }
    }

    private void moveAllTo(String address) throws Exception {
        for (int i = 0; i < 3; i++) {
            cluster.node(i).moveTo(InetAddress.getByName(address));
        }
    }

    @Test
    void worksAgainWhenAllNodesHaveMovedBehindTheirNames() throws Exception {
        names.set("a.test", "127.0.0.1");
        names.set("b.test", "127.0.0.1");
        cluster.advertise(null);
        connect(at("a.test", 0), at("b.test", 1));
        moveAllTo("127.0.0.7");
        names.set("a.test", "127.0.0.7");
        names.set("b.test", "127.0.0.7");
        assertThat(next()).isEqualTo(2);
        cluster.leader(2);
        assertThat(next()).isEqualTo(3);
    }

    @Test
    void asksAnyNodeAgainWhenAllHaveMovedBehindOneName() throws Exception {
        names.set("db.test", "127.0.0.1");
        cluster.advertise("db.test");
        connect(at("db.test", 0));
        moveAllTo("127.0.0.7");
        names.set("db.test", "127.0.0.99", "127.0.0.7");
        client.ping(MINUTES_10);
        cluster.leader(1);
        assertThat(next()).isEqualTo(2);
    }

    @Test
    void findsTheClusterByItsOtherHostsWhenTheKnownNodesAreGone() throws Exception {
        cluster.members(0);
        connect(at("127.0.0.1", 0), at("127.0.0.1", 1));
        cluster.node(0).close();
        cluster.members(1, 2);
        cluster.leader(2);
        assertThat(next()).isEqualTo(2);
    }

    @Test
    void usesANodeThatWasAdded() throws Exception {
        cluster.members(0, 1);
        connect(at("127.0.0.1", 0));
        cluster.members(0, 1, 2);
        cluster.leader(2);
        assertThat(next()).isEqualTo(2);
        assertThat(cluster.node(2).requests(Next.class)).hasSize(1);
    }

    @Test
    void forgetsANodeThatWasRemoved() throws Exception {
        connectToAll();
        List<Integer> before = topologies();
        cluster.members(0, 1);
        cluster.leader(0);
        cluster.node(2).close();
        await().until(
                        () -> {
                            long unused = next();
                            return !topologies().equals(before);
                        });
        long last = next();
        int accepted = cluster.node(2).acceptedConnections();
        cluster.node(2).start();
        cluster.node(1).dropConnections();
        cluster.leader(1);
        for (int i = 1; i < 50; i++) {
            assertThat(next()).isEqualTo(last + i);
            client.ping(MINUTES_10);
        }
        assertThat(cluster.node(2).acceptedConnections()).isEqualTo(accepted);
    }

    @Test
    void closesTheConnectionToANodeThatWasRemoved() throws Exception {
        connectToAll();
        cluster.members(0, 2);
        cluster.leader(2);
        cluster.node(0).dropConnections();
        client.compile("public", "select nextval('other')", List.of(), Deadline.after(MINUTES_10));
        await().untilAsserted(
                        () -> {
                            long unused = next();
                            client.ping(MINUTES_10);
                            cluster.node(0).dropConnections();
                            assertThat(cluster.node(1).openConnections()).isZero();
                        });
    }

    @Test
    void asksForTheTopologyWhenAConnectionWasLostWithoutWaitingForIt() throws Exception {
        connectToAll();
        List<Integer> before = topologies();
        for (int i = 0; i < 3; i++) {
            cluster.node(i)
                    .script(
                            request ->
                                    request instanceof GetTopology
                                            ? new ScriptedNode.Ignore()
                                            : new ScriptedNode.Obey());
        }
        cluster.node(2).dropConnections();
        assertThat(next()).isEqualTo(4);
        await().until(
                        () -> {
                            long unused = next();
                            return !topologies().equals(before);
                        });
    }

    private List<Integer> topologies() {
        List<Integer> counts = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            counts.add(cluster.node(i).requests(GetTopology.class).size());
        }
        return counts;
    }

    @Test
    void goesOnSoonWhenTheLeaderAcceptsConnectionsAndNeverAnswers() throws Exception {
        connectToAll();
        cluster.node(2).pause();
        cluster.node(2).dropConnections();
        cluster.leader(1);
        for (int i = 4; i < 200; i++) {
            assertThat(next()).isEqualTo(i);
            client.ping(MINUTES_10);
        }
        cluster.leader(2);
        cluster.node(2).resume();
        assertThat(next()).isEqualTo(200);
    }

    @Test
    void waitsForANodeThatTakesItsTimeToConnect() throws Exception {
        connectToAll();
        for (int i = 0; i < 3; i++) {
            cluster.node(i).pause();
            cluster.node(i).dropConnections();
        }
        Thread resuming =
                new Thread(
                        () -> {
                            await().until(() -> cluster.node(0).openConnections() > 0);
                            for (int i = 0; i < 3; i++) {
                                cluster.node(i).resume();
                            }
                        });
        resuming.start();
        assertThat(next()).isEqualTo(4);
        resuming.join();
    }
}
