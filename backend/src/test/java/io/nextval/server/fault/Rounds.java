package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.TestCluster;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Callers that repeat a round of statements while a test kills the nodes that lead the groups they
 * go to. A round throws or fails an assertion when something is wrong.
 */
final class Rounds {
    private static final int KILL_NINE = 137;

    /** One round; its number is never used twice by a caller. */
    interface Round {
        void run(int number) throws SQLException;
    }

    private final TestCluster cluster;
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicInteger done = new AtomicInteger();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> callers = new ArrayList<>();

    Rounds(TestCluster cluster) {
        this.cluster = cluster;
    }

    void repeat(String name, Round round) {
        Thread caller =
                new Thread(
                        () -> {
                            try {
                                for (int i = 0; !stop.get(); i++) {
                                    round.run(i);
                                    done.incrementAndGet();
                                }
                            } catch (SQLException | RuntimeException | AssertionError e) {
                                failures.add(e);
                            }
                        },
                        name);
        caller.setDaemon(true);
        callers.add(caller);
        caller.start();
    }

    /** Lets some rounds pass, kills the group's leader, and starts it again once another leads. */
    void killLeaderAfter(int rounds, int group) throws Exception {
        int before = done.get();
        await("rounds before the kill of group " + group + "'s leader")
                .atMost(Duration.ofSeconds(60))
                .until(() -> done.get() >= before + rounds || !failures.isEmpty());
        NodeProcess leader = cluster.leaderOf(group);
        assertThat(leader.kill()).isEqualTo(KILL_NINE);
        assertThat(cluster.awaitOtherLeader(group, leader)).isNotEqualTo(leader);
        cluster.restart(leader);
    }

    /** Ends the callers, whose rounds must all have been right; how many they were. */
    int end() throws InterruptedException {
        stop.set(true);
        for (Thread caller : callers) {
            caller.join(Duration.ofSeconds(90).toMillis());
            assertThat(caller.isAlive()).as("%s has ended", caller.getName()).isFalse();
        }
        assertThat(failures).isEmpty();
        return done.get();
    }
}
