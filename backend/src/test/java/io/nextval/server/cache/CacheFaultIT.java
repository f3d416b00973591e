package io.nextval.server.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * Two drivers in processes of their own draw from one sequence with CACHE while its owner changes
 * it. Once a statement has returned, no call that begins has a value of before.
 */
@Timeout(240)
class CacheFaultIT {
    private static final String VALIDITY = "--block_validity=1000";
    private static final Duration PAUSE = Duration.ofMillis(2_500);
    private static final int KILL_NINE = 137;
    private static final int THREADS = 3;
    private static final int SOME = 200;

    @RegisterExtension final Clusters clusters = new Clusters();

    private static String start(Orders orders) {
        return Long.toString(orders.next() * Drawn.ORDER);
    }

    private static Drivers drivers(TestCluster cluster) {
        Drivers drivers = new Drivers();
        drivers.start("a", cluster.url(), "orders", THREADS);
        drivers.start("b", cluster.url(), "orders", THREADS);
        return drivers;
    }

    private static void assertHeld(Orders orders, List<Drawn> calls) {
        orders.assertUnique(calls, "orders");
        orders.assertOrderWithinEachDriver(calls);
        orders.assertObeyed(calls);
    }

    @Test
    void noDriverServesAnOlderBlockOnceAnOrderHasReturned() throws Exception {
        TestCluster cluster = clusters.start(3, VALIDITY);
        Orders orders = new Orders(cluster.url());
        orders.give(1, "CREATE SEQUENCE orders MINVALUE 0 START 0 CACHE 50000");
        try (Drivers drivers = drivers(cluster)) {
            drivers.awaitValues(0, SOME);
            restartWhileBlocksAreHeld(orders, drivers);
            int next = orders.next();
            orders.give(3, "ALTER SEQUENCE orders INCREMENT BY 3 RESTART WITH " + start(orders));
            drivers.awaitValues(next, SOME);
            orders.give(3, "SELECT setval('orders', " + start(orders) + ", false)");
            drivers.awaitValues(next + 1, SOME);
            orders.give(
                    1,
                    "DROP SEQUENCE orders",
                    "CREATE SEQUENCE orders START " + start(orders) + " CACHE 50000");
            drivers.awaitValues(next + 2, SOME);
            assertHeld(orders, drivers.end());
            assertThat(drivers.errors()).allMatch(error -> error.contains("42P01"));
        }
    }

    /** Again, should the drivers have stood still so that their blocks were over before. */
    private static void restartWhileBlocksAreHeld(Orders orders, Drivers drivers)
            throws SQLException {
        long held = 0;
        for (int tries = 0; tries < 10 && held <= 100; tries++) {
            held = orders.give(1, "ALTER SEQUENCE orders RESTART WITH " + start(orders));
            drivers.awaitValues(orders.next() - 1, SOME);
        }
        assertThat(held).as("ms that RESTART was held back by blocks").isGreaterThan(100);
    }

    @Test
    void aDriverThatStoodStillServesNoOlderBlockWhenItGoesOn() throws Exception {
        TestCluster cluster = clusters.start(3, VALIDITY);
        Orders orders = new Orders(cluster.url());
        orders.give(1, "CREATE SEQUENCE orders MINVALUE 0 START 0 CACHE 50000");
        try (Drivers drivers = drivers(cluster)) {
            drivers.awaitValues(0, SOME);
            long paused = System.nanoTime();
            drivers.process("b").pause();
            orders.give(1, "ALTER SEQUENCE orders RESTART WITH " + start(orders));
            await().atMost(PAUSE.plusSeconds(30))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> System.nanoTime() - paused > PAUSE.toNanos());
            drivers.process("b").resume();
            drivers.awaitValues(1, SOME);
            assertHeld(orders, drivers.end());
            assertThat(drivers.errors()).isEmpty();
        }
    }

    @Test
    void ordersHoldThroughTheDeathOfTheLeader() throws Exception {
        TestCluster cluster = clusters.start(3, VALIDITY);
        Orders orders = new Orders(cluster.url());
        orders.give(1, "CREATE SEQUENCE orders MINVALUE 0 START 0 CACHE 50000");
        int group = cluster.groupOf("orders");
        try (Drivers drivers = drivers(cluster)) {
            drivers.awaitValues(0, SOME);
            for (int round = 1; round <= 2; round++) {
                NodeProcess leader = cluster.leaderOf(group);
                assertThat(leader.kill()).isEqualTo(KILL_NINE);
                orders.give(1, "ALTER SEQUENCE orders RESTART WITH " + start(orders));
                drivers.awaitValues(round, SOME);
                cluster.restart(leader);
            }
            assertHeld(orders, drivers.end());
            assertThat(drivers.errors()).isEmpty();
        }
    }

    @Test
    void aSequenceThatTurnsStrictIsOrderedOverAllDriversFromThenOn() throws Exception {
        TestCluster cluster = clusters.start(3, VALIDITY);
        Orders orders = new Orders(cluster.url());
        orders.give(1, "CREATE SEQUENCE orders MINVALUE 0 START 0 CACHE 50000");
        try (Drivers drivers = drivers(cluster)) {
            drivers.awaitValues(0, SOME);
            orders.give(1, "ALTER SEQUENCE orders NO CACHE RESTART WITH " + start(orders));
            long strictFrom = System.nanoTime();
            drivers.awaitValues(1, SOME);
            List<Drawn> calls = drivers.end();
            assertHeld(orders, calls);
            orders.assertOrderOverAll(calls, strictFrom);
            assertThat(Sql.next(cluster.url(), "orders"))
                    .isGreaterThan(calls.stream().mapToLong(Drawn::value).max().orElseThrow());
        }
    }
}
