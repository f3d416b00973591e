package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;

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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Hibernate inserts into PostgreSQL through the wrapping driver while the cluster fails over. */
@Timeout(240)
final class HibernateFaultIT {
    private static final int WRITERS = 4;
    private static final int ROWS_EACH = 3;
    private static final int TRANSACTIONS = 100;
    private static final int KILL_NINE = 137;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension static final Postgres POSTGRES = new Postgres("hibernate_fault");
    @RegisterExtension final Clusters clusters = new Clusters();

    private final AtomicBoolean stopped = new AtomicBoolean();
    private final AtomicInteger committed = new AtomicInteger();

    @Test
    void noErrorAndNoDuplicateWhenTheLeaderIsKilled() throws Exception {
        TestCluster cluster = clusters.start(3);
        String hosts = cluster.url().replace("jdbc:nextval://", "").replace("/public", "");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try (HikariDataSource pool = Pools.open(POSTGRES.wrappedUrl(hosts, "ticket_*"));
                SessionFactory factory = Hibernate.boot(pool, "create", Ticket.class)) {
            List<Future<List<Long>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                int writer = i;
                writers.add(threads.submit(() -> write(factory, writer)));
            }
            awaitTransactions();

            int group = cluster.groupOf("ticket_ids");
            NodeProcess leader = cluster.leaderOf(group);
            assertThat(leader.kill()).isEqualTo(KILL_NINE);
            cluster.awaitOtherLeader(group, leader);
            awaitTransactions();
            stopped.set(true);

            List<Long> ids = new ArrayList<>();
            for (Future<List<Long>> writer : writers) {
                ids.addAll(writer.get());
            }
            assertThat(ids).doesNotHaveDuplicates().hasSize(committed.get() * ROWS_EACH);
            assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM tickets"))
                    .containsExactlyInAnyOrderElementsOf(ids);
        } finally {
            stopped.set(true);
            threads.shutdownNow();
        }
    }

    private void awaitTransactions() {
        int enough = committed.get() + TRANSACTIONS;
        await("transactions").atMost(PATIENCE).until(() -> committed.get() >= enough);
    }

    /** Until it is stopped; any exception ends it, and the test. */
    private List<Long> write(SessionFactory factory, int writer) {
        List<Long> ids = new ArrayList<>();
        while (!stopped.get()) {
            List<Ticket> tickets = new ArrayList<>();
            factory.inTransaction(
                    session -> {
                        for (int i = 0; i < ROWS_EACH; i++) {
                            Ticket ticket = new Ticket(writer);
                            session.persist(ticket);
                            tickets.add(ticket);
                        }
                    });
            tickets.forEach(ticket -> ids.add(ticket.id()));
            committed.incrementAndGet();
        }
        return ids;
    }
}
