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
 * Statements that drop several things at once, while the node that works on them is killed again
 * and again.
 */
@Timeout(240)
class TaskFaultIT {
    private static final int CATALOG = 0;
    private static final int KILLS = 3;
    private static final int STATEMENTS_BETWEEN_KILLS = 6;
    private static final int KILL_NINE = 137;
    private static final String UNDEFINED = "42P01";

    @RegisterExtension final Clusters clusters = new Clusters();

    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger rounds = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @Test
    void multiDropsAreAllOrNothingAndAnsweredOnceWhenTheCatalogsLeaderIsKilled() throws Exception {
        TestCluster cluster = clusters.start(3);
        String url = cluster.url();
        List<Thread> callers =
                List.of(caller("pairs", () -> pair(url)), caller("schemas", () -> schema(url)));

        List<Integer> exitCodes = new ArrayList<>();
        for (int kill = 0; kill < KILLS; kill++) {
            int before = rounds.get();
            await("statements before kill " + kill)
                    .atMost(Duration.ofSeconds(60))
                    .until(
                            () ->
                                    rounds.get() >= before + STATEMENTS_BETWEEN_KILLS
                                            || !failures.isEmpty());
            NodeProcess leader = cluster.leaderOf(CATALOG);
            exitCodes.add(leader.kill());
            assertThat(cluster.awaitOtherLeader(CATALOG, leader)).isNotEqualTo(leader);
            cluster.restart(leader);
        }
        stop.set(true);
        for (Thread caller : callers) {
            caller.join(Duration.ofSeconds(90).toMillis());
            assertThat(caller.isAlive()).as("%s has ended", caller.getName()).isFalse();
        }
        assertThat(failures).isEmpty();
        assertThat(exitCodes).containsOnly(KILL_NINE).hasSize(KILLS);
    }

    /** A second execution of a statement would find nothing any more and be refused. */
    private void pair(String url) throws SQLException {
        int round = rounds.get();
        List<String> names = List.of("left" + round, "right" + round, "third" + round);
        for (String name : names) {
            Sql.execute(url, "CREATE SEQUENCE " + name);
        }
        String list = String.join(", ", names);
        assertThat(Sql.failure(url, "DROP SEQUENCE " + list + ", nobody").getSQLState())
                .isEqualTo(UNDEFINED);
        for (String name : names) {
            assertThat(Sql.next(url, name)).as("%s was not dropped", name).isEqualTo(1);
        }
        Sql.execute(url, "DROP SEQUENCE " + list);
        for (String name : names) {
            assertThat(Sql.failure(url, "SELECT NEXTVAL('" + name + "')").getSQLState())
                    .isEqualTo(UNDEFINED);
        }
    }

    private void schema(String url) throws SQLException {
        Sql.execute(url, "CREATE SCHEMA app");
        for (int i = 0; i < 4; i++) {
            Sql.execute(url, "CREATE SEQUENCE app.s" + i);
        }
        assertThat(Sql.failure(url, "DROP SCHEMA app").getSQLState()).isEqualTo("2BP01");
        for (int i = 0; i < 4; i++) {
            assertThat(Sql.next(url, "app.s" + i)).isEqualTo(1);
        }
        Sql.execute(url, "DROP SCHEMA app CASCADE");
        SQLException gone = Sql.failure(url, "CREATE SEQUENCE app.s0");
        assertThat(gone.getSQLState()).isEqualTo("3F000");
    }

    private interface Round {
        void run() throws SQLException;
    }

    private Thread caller(String name, Round round) {
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                while (!stop.get()) {
                                    round.run();
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
