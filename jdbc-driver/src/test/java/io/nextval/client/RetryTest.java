package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nextval.client.ScriptedNode.Drop;
import io.nextval.client.ScriptedNode.Ignore;
import io.nextval.client.ScriptedNode.Obey;
import io.nextval.client.ScriptedNode.Raw;
import io.nextval.client.ScriptedNode.Say;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Granted;
import io.nextval.wire.Next;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Register;
import io.nextval.wire.Retry;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A call is sent again, under the same ticket, until it has its one answer or its time is up. */
@Timeout(60)
class RetryTest {
    private static final long SECONDS_20 = TimeUnit.SECONDS.toNanos(20);
    private static final long MILLIS_1500 = TimeUnit.MILLISECONDS.toNanos(1_500);
    private final ScriptedCluster cluster = new ScriptedCluster(3);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Client client;
    private SequenceHandle orders;

    @BeforeEach
    void connect() throws ClientException {
        connect(400);
    }

    private void connect(int answerMillis) throws ClientException {
        cluster.create("orders", Long.MAX_VALUE);
        client = new Client(cluster.settings(answerMillis));
        client.connect(System.nanoTime() + SECONDS_20);
        orders =
                client.compile(
                                "public",
                                "select nextval('orders')",
                                List.of(),
                                Deadline.after(SECONDS_20))
                        .sequences()
                        .get(0);
        assertThat(orders.next(SECONDS_20)).isEqualTo(1);
    }

    /** Begins anew with a client that is not so soon tired of a node which says nothing. */
    private void connectPatiently(int answerMillis) throws ClientException {
        client.close();
        cluster.drop("orders");
        connect(answerMillis);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        client.close();
        cluster.close();
    }

    @Test
    void followsTheHintOfARedirect() throws Exception {
        cluster.leader(2);
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        assertThat(cluster.node(1).requests(Next.class)).isEmpty();
        assertSameTicket(lastNext(0), lastNext(2));
        assertThat(orders.next(SECONDS_20)).isEqualTo(3);
        assertThat(cluster.node(0).requests(Next.class)).hasSize(1);
    }

    @Test
    void triesTheMembersInTurnWhenNobodyKnowsTheLeader() throws Exception {
        Say unknown = new Say(new Redirect(RedirectReason.NOT_LEADER, 1, ""));
        cluster.node(0).script(request -> request instanceof Next ? unknown : new Obey());
        cluster.node(1).script(request -> request instanceof Next ? unknown : new Obey());
        cluster.leader(2);
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
    }

    @Test
    void waitsForALeaderThatIsNotReady() throws Exception {
        int[] refusals = {5};
        Say notReady = new Say(new Redirect(RedirectReason.NOT_READY, 1, ""));
        cluster.node(0)
                .script(
                        request ->
                                request instanceof Next && refusals[0]-- > 0
                                        ? notReady
                                        : new Obey());
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        assertThat(cluster.node(0).requests(Next.class)).hasSize(6);
    }

    @Test
    void getsTheSameAnswerWhenTheReplyIsLostWithTheConnection() throws Exception {
        cluster.node(0).once(Next.class, new Drop(true));
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        assertThat(orders.next(SECONDS_20)).isEqualTo(3);
        List<Next> sent = cluster.node(0).requests(Next.class);
        assertSameTicket(sent.get(0), sent.get(1));
        assertThat(cluster.last("orders")).isEqualTo(3);
    }

    @Test
    void goesToTheNewLeaderWhenTheOldOneCrashes() throws Exception {
        cluster.node(0)
                .script(
                        request -> {
                            if (request instanceof Next) {
                                cluster.execute(cluster.node(0), request);
                                cluster.leader(1);
                                cluster.node(0).close();
                                return new Ignore();
                            }
                            return new Obey();
                        });
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        assertSameTicket(lastNext(0), lastNext(1));
        assertThat(orders.next(SECONDS_20)).isEqualTo(3);
    }

    @Test
    void doesNotWaitForASilentNodeWhenAnotherOneLeads() throws Exception {
        cluster.node(0).pause();
        Future<Long> value = threads.submit(() -> orders.next(SECONDS_20));
        cluster.leader(1);
        assertThat(value.get(15, TimeUnit.SECONDS)).isEqualTo(2);
        cluster.node(0).resume();
        assertThat(orders.next(SECONDS_20)).isEqualTo(3);
        assertThat(cluster.last("orders")).isEqualTo(3);
    }

    @Test
    void leavesASilentNodeEvenIfNobodyKnowsABetterOneYet() throws Exception {
        cluster.node(0).pause();
        Future<Long> value = threads.submit(() -> orders.next(SECONDS_20));
        await().until(() -> !cluster.node(1).requests(Next.class).isEmpty());
        cluster.leader(2);
        assertThat(value.get(15, TimeUnit.SECONDS)).isEqualTo(2);
        cluster.node(0).resume();
    }

    @Test
    void keepsWaitingForALeaderThatAnswersPingsButHasNoQuorum() throws Exception {
        connectPatiently(1_500);
        int accepted = cluster.node(0).acceptedConnections();
        boolean[] stuck = {true};
        cluster.node(0)
                .script(request -> request instanceof Next && stuck[0] ? new Ignore() : new Obey());
        Future<Long> value = threads.submit(() -> orders.next(SECONDS_20));
        await().until(() -> cluster.node(0).requests(io.nextval.wire.Ping.class).size() > 3);
        assertThat(cluster.node(0).requests(Next.class)).hasSize(1);
        assertThat(cluster.node(0).acceptedConnections()).isEqualTo(accepted);
        stuck[0] = false;
        cluster.leader(1);
        assertThat(value.get(15, TimeUnit.SECONDS)).isEqualTo(2);
    }

    @Test
    void registersAnewWhenItsRegistrationHasExpired() throws Exception {
        cluster.forgetRegistrations();
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        List<Register> registers = cluster.node(0).requests(Register.class);
        assertThat(registers).hasSize(2);
        assertThat(registers.get(0).clientId()).isNotEqualTo(registers.get(1).clientId());
        assertThat(lastNext(0).ticket().call()).isEqualTo(1);
        assertThat(lastNext(0).ticket().registration()).isEqualTo(2);
    }

    @Test
    void asksForTheTopologyWhenASlotHasMoved() throws Exception {
        cluster.node(0).once(Next.class, new Say(new Redirect(RedirectReason.MOVED, 1, "")));
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        assertThat(cluster.node(0).requests(Next.class))
                .extracting(next -> next.ticket().call())
                .containsExactly(2L, 3L);
    }

    @Test
    void retriesAFailureThatIsSafeToRetry() throws Exception {
        Failure full = new Failure("53300", Retry.SAFE, "queue full", "", "", 0);
        cluster.node(0).once(Next.class, new Say(full));
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        cluster.node(0).script(request -> request instanceof Next ? new Say(full) : new Obey());
        assertThatThrownBy(() -> orders.next(MILLIS_1500))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("53300"));
    }

    @Test
    void survivesGarbageFromTheServer() throws Exception {
        cluster.node(0).once(Next.class, new Raw("00 00 00 03 7f 01 01"));
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
        cluster.node(0).once(Next.class, new Raw("7f ff ff ff 84 01"));
        assertThat(orders.next(SECONDS_20)).isEqualTo(3);
        cluster.node(0).once(Next.class, new Say(new Granted(1, 1, 99, 1, null)));
        assertThat(orders.next(SECONDS_20)).isEqualTo(4);
        cluster.node(0).once(Next.class, new Say(new Goodbye("57P01", "shutting down")));
        assertThat(orders.next(SECONDS_20)).isEqualTo(5);
        assertThat(cluster.node(0).acceptedConnections()).isEqualTo(5);
    }

    @Test
    void listsEachNodeWithItsReasonWhenNoneCanBeReached() {
        cluster.node(0).close();
        cluster.node(1).close();
        cluster.node(2).close();
        client.close();
        client = new Client(cluster.settings(400));
        assertThatThrownBy(() -> client.connect(System.nanoTime() + SECONDS_20))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("08001"))
                .hasMessageContaining("127.0.0.1:" + cluster.node(0).port() + " Connection refused")
                .hasMessageContaining(
                        "127.0.0.1:" + cluster.node(2).port() + " Connection refused");
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheAnswerIsOverdue() {
        for (int i = 0; i < 3; i++) {
            cluster.node(i).script(request -> request instanceof Next ? new Ignore() : new Obey());
        }
        assertThatThrownBy(() -> orders.next(MILLIS_1500))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("NV001"))
                .hasMessageContaining("within 1500 ms")
                .hasMessageContaining("outcome unknown");
    }

    @Test
    void saysThatNoNumberWasConsumedWhenThereIsNoLeader() throws Exception {
        Say unknown = new Say(new Redirect(RedirectReason.NOT_LEADER, 1, ""));
        for (int i = 0; i < 3; i++) {
            cluster.node(i).script(request -> request instanceof Next ? unknown : new Obey());
        }
        assertThatThrownBy(() -> orders.next(MILLIS_1500))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("NV001"))
                .hasMessageContaining("NOT_LEADER")
                .hasMessageContaining("no number was consumed");
        for (int i = 0; i < 3; i++) {
            cluster.node(i).script(request -> new Obey());
        }
        assertThat(orders.next(SECONDS_20)).isEqualTo(2);
    }

    @Test
    void givesEachGatheredCallerItsOwnDeadline() throws Exception {
        cluster.node(0).script(request -> request instanceof Next ? new Ignore() : new Obey());
        Future<Long> first = threads.submit(() -> orders.next(SECONDS_20));
        await().until(() -> cluster.node(0).requests(Next.class).size() == 1);
        assertThatThrownBy(() -> orders.next(MILLIS_1500))
                .hasMessageContaining("no number was consumed");
        cluster.node(0).script(request -> new Obey());
        cluster.node(0).dropConnections();
        assertThat(first.get()).isEqualTo(2);
        assertThat(orders.next(SECONDS_20)).isEqualTo(3);
    }

    @Test
    void passesTheLeadOnWhenTheLeadingCallersTimeIsUp() throws Exception {
        connectPatiently(10_000);
        cluster.node(0).pause();
        Future<Long> alone = threads.submit(() -> orders.next(SECONDS_20));
        await().until(() -> reading(1));
        Future<Long> leading = threads.submit(() -> orders.next(TimeUnit.SECONDS.toNanos(5)));
        await().until(() -> reading(2));
        Future<Long> following = threads.submit(() -> orders.next(SECONDS_20));
        await().until(() -> reading(3));
        cluster.node(0)
                .script(
                        request ->
                                request instanceof Next next && next.count() == 2
                                        ? new Ignore()
                                        : new Obey());
        cluster.node(0).resume();
        assertThat(alone.get()).isEqualTo(2);
        assertThatThrownBy(leading::get).hasMessageContaining("outcome unknown");
        cluster.node(0).script(request -> new Obey());
        cluster.node(0).dropConnections();
        assertThat(following.get()).isEqualTo(4);
        assertThat(orders.next(SECONDS_20)).isEqualTo(5);
    }

    @Test
    void reportsACommandWithoutAnAnswerAsUnknown() throws Exception {
        PreparedProgram create =
                client.compile(
                        "public", "create sequence other", List.of(), Deadline.after(SECONDS_20));
        for (int i = 0; i < 3; i++) {
            cluster.node(i)
                    .script(request -> request instanceof Execute ? new Ignore() : new Obey());
        }
        assertThatThrownBy(() -> client.execute(create, List.of(), Deadline.after(MILLIS_1500)))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("08007"))
                .hasMessageContaining("may have been executed");
    }

    @Test
    void executesACommandOnceWhenItsReplyIsLost() throws Exception {
        PreparedProgram create =
                client.compile(
                        "public", "create sequence other", List.of(), Deadline.after(SECONDS_20));
        cluster.node(0).once(Execute.class, new Drop(true));
        long before = cluster.executions();
        assertThat(client.execute(create, List.of(), Deadline.after(SECONDS_20)).updateCount())
                .isZero();
        assertThat(cluster.executions()).isEqualTo(before + 1);
    }

    private Next lastNext(int node) {
        List<Next> sent = cluster.node(node).requests(Next.class);
        return sent.get(sent.size() - 1);
    }

    private static void assertSameTicket(Next first, Next second) {
        assertThat(second.ticket().registration()).isEqualTo(first.ticket().registration());
        assertThat(second.ticket().call()).isEqualTo(first.ticket().call());
    }

    /** Whether so many threads of this class's pool wait inside the client. */
    private static boolean reading(int count) {
        String waiter = Waiter.class.getName();
        return Thread.getAllStackTraces().values().stream()
                        .filter(
                                stack ->
                                        Arrays.stream(stack)
                                                .anyMatch(at -> at.getClassName().equals(waiter)))
                        .count()
                == count;
    }
}
