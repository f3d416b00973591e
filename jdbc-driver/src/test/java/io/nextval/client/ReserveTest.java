package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.client.ScriptedNode.Drop;
import io.nextval.client.ScriptedNode.Obey;
import io.nextval.client.ScriptedNode.Say;
import io.nextval.client.blocks.Reservation;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Reserve;
import io.nextval.wire.Reserved;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** A block is reserved once, and its time runs from before the first request for it. */
@Timeout(60)
class ReserveTest {
    private static final long SECONDS_20 = TimeUnit.SECONDS.toNanos(20);
    private final ScriptedCluster cluster = new ScriptedCluster(2);
    private Client client;
    private SequenceHandle orders;

    @BeforeEach
    void connect() throws ClientException {
        cluster.create("orders", 250);
        client = new Client(cluster.settings(400));
        client.connect(System.nanoTime() + SECONDS_20);
        orders =
                client.compile(
                                "public",
                                "select nextval('orders')",
                                List.of(),
                                Deadline.after(SECONDS_20))
                        .sequences()
                        .get(0);
    }

    @AfterEach
    void close() {
        client.close();
        cluster.close();
    }

    private Reservation reserve(long count) throws ClientException {
        return ReserveRequest.reserve(orders, count, Deadline.after(SECONDS_20));
    }

    private List<Reserve> sent() {
        return cluster.node(0).requests(Reserve.class);
    }

    @Test
    void reservesABlockAndAShorterOneAtTheEnd() throws Exception {
        Reserved first = reserve(200).values();
        assertThat(first.first()).isEqualTo(1);
        assertThat(first.count()).isEqualTo(200);
        Reserved second = reserve(200).values();
        assertThat(second.first()).isEqualTo(201);
        assertThat(second.count()).isEqualTo(50);
        assertThatThrownBy(() -> reserve(200))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("2200H"));
        assertThat(sent()).extracting(r -> r.ticket().call()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void getsTheSameBlockWhenTheReplyIsLost() throws Exception {
        cluster.node(0).once(Reserve.class, new Drop(true));
        long before = System.nanoTime();
        Reservation reservation = reserve(100);
        assertThat(reservation.values().first()).isEqualTo(1);
        assertThat(cluster.last("orders")).isEqualTo(100);
        assertThat(sent()).hasSize(2);
        assertThat(sent().get(1).ticket().call()).isEqualTo(sent().get(0).ticket().call());
        assertThat(reservation.begunNanos()).isBetween(before, System.nanoTime());
    }

    @Test
    void countsTheTimeFromBeforeTheFirstTryWhicheverSucceeds() throws Exception {
        long[] sentNanos = {0};
        Say later = new Say(new Redirect(RedirectReason.NOT_READY, 1, ""));
        cluster.node(0)
                .script(
                        request -> {
                            if (request instanceof Reserve && sentNanos[0] == 0) {
                                sentNanos[0] = System.nanoTime();
                                return later;
                            }
                            return new Obey();
                        });
        Reservation reservation = reserve(10);
        assertThat(reservation.begunNanos()).isLessThan(sentNanos[0]);
        assertThat(reservation.begunMillis()).isLessThanOrEqualTo(System.currentTimeMillis());
    }

    @Test
    void reservesUnderANewTicketWhenTheRegistrationHasExpired() throws Exception {
        reserve(1);
        cluster.forgetRegistrations();
        assertThat(reserve(1).values().first()).isEqualTo(2);
    }

    @Test
    void saysThatNumbersMayBeConsumedWhenTheAnswerIsOverdue() {
        cluster.node(0)
                .script(
                        request ->
                                request instanceof Reserve
                                        ? new ScriptedNode.Ignore()
                                        : new Obey());
        assertThatThrownBy(
                        () ->
                                ReserveRequest.reserve(
                                        orders,
                                        10,
                                        Deadline.after(TimeUnit.MILLISECONDS.toNanos(1_500))))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("NV001"))
                .hasMessageContaining("numbers may have been consumed");
    }
}
