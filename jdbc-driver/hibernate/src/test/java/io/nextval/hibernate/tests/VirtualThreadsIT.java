package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two hundred virtual threads that persist at once over one connection of the entities. */
@Timeout(180)
@EnabledForJreRange(min = JRE.JAVA_21)
final class VirtualThreadsIT {
    private static final int THREADS = 200;
    private static final int TRANSACTIONS_EACH = 3;

    private final Set<Long> blockIds = ConcurrentHashMap.newKeySet();
    private final Set<Long> singleIds = ConcurrentHashMap.newKeySet();

    @Test
    void doNotLockUpWithAPoolOfOneConnection() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(Postgres.database("virtual_threads_it"));
        config.setMaximumPoolSize(1);
        // Two hundred threads queue for one connection; on a slow machine longer than its 30 s.
        config.setConnectionTimeout(120_000);
        CountDownLatch together = new CountDownLatch(1);
        try (Numbers numbers = Numbers.start("VirtualThreadsIT");
                HikariDataSource one = new HikariDataSource(config);
                SessionFactory factory =
                        Orm.build(
                                Map.of(
                                        Orm.ENTITIES,
                                        one,
                                        Orm.URL,
                                        numbers.url(),
                                        Orm.DDL,
                                        "create-drop"),
                                Invoice.class,
                                SingleRow.class)) {
            ExecutorService threads = virtualThreads();
            try {
                List<Future<?>> running = new ArrayList<>();
                for (int i = 0; i < THREADS; i++) {
                    running.add(threads.submit(() -> persist(factory, together)));
                }
                together.countDown();
                for (Future<?> each : running) {
                    each.get();
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(Orm.ids(factory, Invoice.class))
                    .hasSize(THREADS * TRANSACTIONS_EACH)
                    .containsExactlyInAnyOrderElementsOf(blockIds);
            assertThat(Orm.ids(factory, SingleRow.class))
                    .hasSize(THREADS * TRANSACTIONS_EACH)
                    .containsExactlyInAnyOrderElementsOf(singleIds);
        }
    }

    /** Asks for ids before it has the connection, and while it has it. */
    private Void persist(SessionFactory factory, CountDownLatch together) throws Exception {
        together.await();
        for (int i = 0; i < TRANSACTIONS_EACH; i++) {
            factory.inTransaction(
                    session -> {
                        Invoice invoice = new Invoice("virtual");
                        session.persist(invoice);
                        session.flush();
                        SingleRow single = new SingleRow();
                        session.persist(single);
                        session.flush();
                        assertThat(Thread.currentThread().getClass().getName())
                                .isEqualTo("java.lang.VirtualThread");
                        blockIds.add(invoice.id());
                        singleIds.add(single.id);
                    });
        }
        return null;
    }

    /** By reflection: the tests are compiled for Java 17. */
    private static ExecutorService virtualThreads() throws ReflectiveOperationException {
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
