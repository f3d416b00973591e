package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nextval.client.tls.TlsSettings;
import io.nextval.wire.Next;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Connecting where some of the hosts are dead, slow or say nothing: the good ones are found. Single
 * attempts and callers have more time than the tests have, so whoever waited for a bad host to run
 * into its timeout would fail.
 */
@Timeout(120)
class ManyHostsTest {
    private static final int ATTEMPT_MILLIS = 600_000;

    /** For the calls, in nanoseconds. */
    private static final long MINUTES_10 = TimeUnit.MINUTES.toNanos(10);

    private final ScriptedCluster cluster = new ScriptedCluster(3);
    private final ScriptedNames names = new ScriptedNames();
    private final List<OddHost> odd = new ArrayList<>();

    @AfterEach
    void close() {
        names.release();
        cluster.close();
        odd.forEach(OddHost::close);
    }

    private Endpoint odd(OddHost host) {
        odd.add(host);
        return host.endpoint();
    }

    private Endpoint good() {
        return new Endpoint("127.0.0.1", cluster.node(0).port());
    }

    private static Endpoint closedPort() throws IOException {
        OddHost gone = OddHost.blackHole();
        gone.close();
        return gone.endpoint();
    }

    private Client client(int loginMillis, Endpoint... endpoints) {
        return new Client(
                new ClientSettings(
                        List.of(endpoints),
                        null,
                        "",
                        Password.NONE,
                        "",
                        TlsSettings.UNSET,
                        ChannelBindingMode.PREFER,
                        ATTEMPT_MILLIS,
                        loginMillis,
                        1_000,
                        true),
                names);
    }

    private void assertConnects(Endpoint... endpoints) throws ClientException {
        Client client = client(ATTEMPT_MILLIS, endpoints);
        try {
            client.connect(System.nanoTime() + MINUTES_10);
            client.ping(MINUTES_10);
        } finally {
            client.close();
        }
    }

    @Test
    void connectsThoughTheFirstHostsAcceptAndNeverAnswer() throws Exception {
        assertConnects(odd(OddHost.blackHole()), odd(OddHost.blackHole()), good());
        for (OddHost host : odd) {
            await().until(host::isLeft);
            assertThat(host.accepted()).isEqualTo(1);
        }
    }

    @Test
    void connectsThoughTheFirstHostAnswersByteByByte() throws Exception {
        assertConnects(odd(OddHost.dripping()), good());
    }

    @Test
    void connectsThoughHostsRefuseAndReset() throws Exception {
        assertConnects(closedPort(), odd(OddHost.resetting()), closedPort(), good());
    }

    @Test
    void connectsThoughTheLookupOfAHostHangs() throws Exception {
        names.hang("lost.test");
        assertConnects(new Endpoint("lost.test", 7650), good());
    }

    @Test
    void connectsThoughANodeWelcomesAndThenSaysNothing() throws Exception {
        cluster.node(1)
                .script(
                        request ->
                                request instanceof io.nextval.wire.Hello
                                        ? new ScriptedNode.Obey()
                                        : new ScriptedNode.Ignore());
        assertConnects(new Endpoint("127.0.0.1", cluster.node(1).port()), good());
    }

    @Test
    void triesTheNextHostWhileTheFirstIsStillWaitedFor() throws Exception {
        OddHost first = OddHost.blackHole();
        OddHost second = OddHost.blackHole();
        OddHost third = OddHost.blackHole();
        Client client = client(ATTEMPT_MILLIS, odd(first), odd(second), odd(third));
        Thread caller = new Thread(() -> connectInVain(client), "caller");
        caller.start();
        try {
            await().until(() -> third.accepted() == 1);
            for (OddHost host : odd) {
                assertThat(host.accepted()).isEqualTo(1);
                assertThat(host.isLeft()).isFalse();
            }
            assertThat(caller.isAlive()).isTrue();
        } finally {
            client.close();
        }
        for (OddHost host : odd) {
            await().until(host::isLeft);
        }
        caller.join();
    }

    private static void connectInVain(Client client) {
        assertThatThrownBy(() -> client.connect(System.nanoTime() + MINUTES_10))
                .isInstanceOf(ClientException.class);
    }

    @Test
    void triesNoFurtherHostOnceAllHaveBeenTried() throws Exception {
        Endpoint refusing = closedPort();
        Endpoint hole = odd(OddHost.blackHole());
        Client client = client(ATTEMPT_MILLIS, refusing, hole, refusing, hole);
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(2);
        assertThatThrownBy(() -> client.connect(until)).hasMessageContaining("Connection refused");
        assertThat(odd.get(0).accepted()).isEqualTo(2);
    }

    @Test
    void triesAllAddressesOfAName() throws Exception {
        names.set("db.test", "127.0.0.99", "127.0.0.98", "127.0.0.1");
        assertConnects(new Endpoint("db.test", cluster.node(0).port()));
    }

    @Test
    void triesTheOtherHostsBeforeTheOtherAddressesOfOne() throws Exception {
        names.set("db.test", "127.0.0.99", "127.0.0.1");
        OddHost hole = OddHost.blackHole();
        assertConnects(new Endpoint("db.test", odd(hole).port()), good());
        assertThat(hole.accepted()).isLessThanOrEqualTo(1);
    }

    @Test
    void connectsForAnInterruptedThreadAndLeavesItInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        assertConnects(odd(OddHost.blackHole()), good());
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void givesUpOnAHostThatAnswersByteByByteWhenItsTimeIsUp() throws Exception {
        Client client = client(300, odd(OddHost.dripping()));
        assertThatThrownBy(() -> client.connect(System.nanoTime() + MINUTES_10))
                .hasMessageContaining("accepted the connection, but did not answer in time");
        await().until(odd.get(0)::isLeft);
    }

    @Test
    void saysForEachHostWhatIsWrong() throws Exception {
        Endpoint refusing = closedPort();
        Endpoint resetting = odd(OddHost.resetting());
        Endpoint hole = odd(OddHost.blackHole());
        Client client =
                client(300, refusing, resetting, hole, new Endpoint("no-such-host.invalid", 1));
        assertThatThrownBy(() -> client.connect(System.nanoTime() + MINUTES_10))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("08001"))
                .hasMessageContaining(refusing + " Connection refused")
                .hasMessageContaining(resetting + " ")
                .hasMessageContaining(hole + " accepted the connection, but did not answer")
                .hasMessageContaining("unknown host no-such-host.invalid");
    }

    @Test
    void keepsToTheDeadlineOfTheCaller() throws Exception {
        Endpoint hole = odd(OddHost.blackHole());
        Client client = client(ATTEMPT_MILLIS, hole);
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
        assertThatThrownBy(() -> client.connect(until))
                .hasMessageContaining(hole + " has not answered in time");
        await().until(odd.get(0)::isLeft);
    }

    @Test
    void sharesOneSocketForEachNodeAmongTwoHundredConnections() throws Exception {
        cluster.create("orders", Long.MAX_VALUE);
        ExecutorService threads = Executors.newCachedThreadPool();
        List<Clients.Lease> leases = new ArrayList<>();
        try {
            List<Future<Clients.Lease>> opening = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                opening.add(
                        threads.submit(() -> Clients.lease(cluster.settings(1_000), MINUTES_10)));
            }
            for (Future<Clients.Lease> lease : opening) {
                leases.add(lease.get());
            }
            for (int leader = 0; leader < 3; leader++) {
                cluster.leader(leader);
                List<Future<Long>> values = new ArrayList<>();
                for (Clients.Lease lease : leases) {
                    values.add(threads.submit(() -> next(lease.client())));
                }
                for (Future<Long> value : values) {
                    assertThat(value.get()).isBetween(1L, 600L);
                }
            }
            assertThat(cluster.last("orders")).isEqualTo(600);
            for (int i = 0; i < 3; i++) {
                assertThat(cluster.node(i).requests(Next.class)).isNotEmpty();
                ScriptedNode node = cluster.node(i);
                await().until(() -> node.openConnections() == 1);
            }
        } finally {
            threads.shutdownNow();
            leases.forEach(Clients.Lease::close);
        }
    }

    private static long next(Client client) throws ClientException {
        Deadline deadline = Deadline.after(MINUTES_10);
        return client.compile("public", "select nextval('orders')", List.of(), deadline)
                .sequences()
                .get(0)
                .next(MINUTES_10);
    }
}
