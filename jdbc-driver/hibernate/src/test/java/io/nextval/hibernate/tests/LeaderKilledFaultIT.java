package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.TestCluster;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Entities that are persisted while the leader of their sequence is killed. */
@Timeout(180)
final class LeaderKilledFaultIT {
    private static final int THREADS = 4;
    private static final int ENOUGH = 300;
    private static final int KILL_NINE = 137;

    @RegisterExtension final Clusters clusters = new Clusters();

    private final Set<Long> ids = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean done = new AtomicBoolean();

    @Test
    void insertsGoOnWithoutAnErrorWhenTheLeaderIsKilled() throws Exception {
        TestCluster cluster = clusters.start(3);
        Map<String, Object> settings =
                Map.of(
                        Orm.ENTITIES,
                        Postgres.database("leader_killed"),
                        Orm.URL,
                        cluster.url(),
                        Orm.DDL,
                        "create-drop");
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (SessionFactory factory = Orm.build(settings, SingleRow.class)) {
            List<Future<Integer>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(pool.submit(() -> persistUntilDone(factory)));
            }
            awaitMoreThan(0);
            int group = cluster.groupOf("single");
            NodeProcess leader = cluster.leaderOf(group);
            assertThat(leader.kill()).isEqualTo(KILL_NINE);
            assertThat(cluster.awaitOtherLeader(group, leader)).isNotEqualTo(leader);
            awaitMoreThan(ids.size());
            done.set(true);
            int persisted = 0;
            for (Future<Integer> each : running) {
                persisted += each.get();
            }
            assertThat(ids).as("no id twice").hasSize(persisted);
            assertThat(Orm.ids(factory, SingleRow.class)).hasSize(persisted).containsAll(ids);
        } finally {
            done.set(true);
            pool.shutdownNow();
        }
    }

    private int persistUntilDone(SessionFactory factory) {
        int persisted = 0;
        while (!done.get()) {
            SingleRow row = new SingleRow();
            factory.inTransaction(session -> session.persist(row));
            ids.add(row.id);
            persisted++;
        }
        return persisted;
    }

    private void awaitMoreThan(int before) {
        await().atMost(Duration.ofSeconds(60)).until(() -> ids.size() >= before + ENOUGH);
    }
}
