package io.nextval.server.fault;

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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * CREATE, ALTER, setval, COMMENT and DROP while the leaders of the groups they go to are killed one
 * after the other. Each statement fails if it is executed twice: CREATE finds the name taken, DROP
 * finds it gone, and a late second ALTER or setval takes the sequence back to numbers that were
 * seen already.
 */
@Timeout(240)
class DdlFaultIT {
    private static final int CALLERS = 6;
    private static final int SEQUENCER_GROUPS = 3;
    private static final int ROUNDS_BETWEEN_KILLS = 12;
    private static final int KILL_NINE = 137;

    @RegisterExtension final Clusters clusters = new Clusters();

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void eachStatementIsExecutedOnceThoughTheLeadersOfAllGroupsAreKilled() throws Exception {
        TestCluster cluster = clusters.start(3);
        String url = cluster.url();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            String name = "c" + caller + "_";
            callers.add(caller(name, round -> life(url, name + round)));
        }
        List<Integer> exitCodes = new ArrayList<>();
        for (int group = 1; group <= SEQUENCER_GROUPS; group++) {
            int before = rounds.get();
            await("statements before the kill of group " + group + "'s leader")
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    rounds.get() >= before + ROUNDS_BETWEEN_KILLS
                                            || !failures.isEmpty());
            NodeProcess leader = cluster.leaderOf(group);
            exitCodes.add(leader.kill());
            assertThat(cluster.awaitOtherLeader(group, leader)).isNotEqualTo(leader);
            cluster.restart(leader);
        }
        stop.set(true);
        for (Thread caller : callers) {
            caller.join(Duration.ofSeconds(90).toMillis());
            assertThat(caller.isAlive()).as("%s has ended", caller.getName()).isFalse();
        }
        assertThat(failures).isEmpty();
        assertThat(exitCodes).containsOnly(KILL_NINE).hasSize(SEQUENCER_GROUPS);
        assertThat(rounds.get()).isGreaterThan(SEQUENCER_GROUPS * ROUNDS_BETWEEN_KILLS);
    }

    private static void life(String url, String name) throws SQLException {
        Sql.execute(url, "CREATE SEQUENCE " + name);
        assertNext(url, name, 1, 2, 3);
        Sql.execute(url, "SELECT setval('" + name + "', 100)");
        assertNext(url, name, 101, 102);
        Sql.execute(url, "ALTER SEQUENCE " + name + " INCREMENT BY 10");
        assertNext(url, name, 112, 122);
        Sql.execute(url, "ALTER SEQUENCE " + name + " RESTART WITH 7 INCREMENT BY 1");
        assertNext(url, name, 7, 8, 9);
        Sql.execute(url, "COMMENT ON SEQUENCE " + name + " IS 'of one round'");
        assertNext(url, name, 10);
        Sql.execute(url, "DROP SEQUENCE " + name);
        assertThat(Sql.failure(url, "SELECT nextval('" + name + "')").getSQLState())
                .isEqualTo("42P01");
    }

    private static void assertNext(String url, String name, long... expected) throws SQLException {
        for (long value : expected) {
            assertThat(Sql.next(url, name)).as(name).isEqualTo(value);
        }
    }

    private interface Round {
        void run(int number) throws SQLException;
    }

    private Thread caller(String name, Round round) {
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                for (int i = 0; !stop.get(); i++) {
                                    round.run(i);
                                    rounds.incrementAndGet();
                                }
                            } catch (SQLException | RuntimeException | AssertionError e) {
                                failures.add(e);
                            }
                        },
                        name);
        caller.start();
        return caller;
    }
}
