package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import io.nextval.jdbc.NextvalDataSource;

import org.hibernate.SessionFactory;
import org.hibernate.exception.DataException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import javax.sql.DataSource;

/** Many threads, two factories, and pools of one connection. */
@Timeout(180)
@TestInstance(Lifecycle.PER_CLASS)
final class ConcurrencyIT {
    private static final int THREADS = 16;
    private static final int ROWS_EACH = 40;

    private Numbers numbers;
    private DataSource database;

    @BeforeAll
    void start() throws SQLException {
        numbers = Numbers.start("ConcurrencyIT");
        database = Postgres.database("concurrency_it");
        open(database).close();
    }

    @AfterAll
    void stop() throws SQLException {
        numbers.close();
    }

    @Test
    @Feature("entity pool of one connection, sixteen threads")
    void doesNotLockUpWithAPoolOfOneConnection() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setDataSource(database);
        config.setMaximumPoolSize(1);
        // Sixteen threads queue for one connection; on a slow machine longer than its 30 s.
        config.setConnectionTimeout(120_000);
        try (HikariDataSource one = new HikariDataSource(config);
                SessionFactory factory = open(one)) {
            assertThat(persistedByThreads(List.of(factory), Executors.newFixedThreadPool(THREADS)))
                    .hasSize(THREADS * ROWS_EACH);
        }
    }

    @Test
    @Feature("many threads at once")
    void worksOnVirtualThreadsWhereThereAreSome() throws Exception {
        try (SessionFactory factory = open(database)) {
            assertThat(persistedByThreads(List.of(factory), threads()))
                    .hasSize(THREADS * ROWS_EACH);
        }
    }

    @Test
    @Feature("two factories never give the same id")
    void twoFactoriesNeverGiveTheSameId() throws Exception {
        try (SessionFactory one = open(database);
                SessionFactory other = open(database)) {
            assertThat(
                            persistedByThreads(
                                    List.of(one, other), Executors.newFixedThreadPool(THREADS)))
                    .hasSize(2 * THREADS * ROWS_EACH);
        }
    }

    @Test
    @Feature("nextval.datasource")
    void takesConnectionsOfADataSource() throws SQLException {
        NextvalDataSource source = new NextvalDataSource();
        source.setUrl(numbers.url());
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config);
                SessionFactory factory =
                        Orm.build(
                                Map.of(Orm.ENTITIES, database, Orm.SOURCE, pool), Invoice.class)) {
            long next = numbers.one("SELECT nextval('invoices')") + 1;
            assertThat(persist(factory, 3)).containsExactly(next, next + 1, next + 2);
        }
    }

    @Test
    @Feature("the last ids of a bounded sequence")
    void givesTheLastIdsOfABoundedSequenceAndThenSaysSo() throws SQLException {
        numbers.execute("CREATE SEQUENCE IF NOT EXISTS thousands MAXVALUE 1037");
        Map<String, Object> settings =
                Map.of(Orm.ENTITIES, database, Orm.URL, numbers.url(), Orm.DDL, "update");
        try (SessionFactory factory = Orm.build(settings, ThousandsRow.class)) {
            List<Long> ids = new ArrayList<>();
            factory.inTransaction(
                    session -> {
                        for (int i = 0; i < 1037; i++) {
                            ThousandsRow row = new ThousandsRow();
                            session.persist(row);
                            ids.add(row.id);
                        }
                    });
            assertThat(ids).hasSize(1037).doesNotHaveDuplicates().contains(1L, 1037L);
            assertThatThrownBy(
                            () ->
                                    factory.inTransaction(
                                            session -> session.persist(new ThousandsRow())))
                    .isInstanceOf(DataException.class)
                    .satisfies(
                            e -> assertThat(((DataException) e).getSQLState()).isEqualTo("2200H"));
        }
    }

    private SessionFactory open(DataSource entities) {
        return Orm.build(
                Map.of(Orm.ENTITIES, entities, Orm.URL, numbers.url(), Orm.DDL, "update"),
                Invoice.class);
    }

    /** In each factory as many threads, and in each thread transactions of a few rows. */
    private static Set<Long> persistedByThreads(
            List<SessionFactory> factories, ExecutorService pool) throws Exception {
        Set<Long> ids = ConcurrentHashMap.newKeySet();
        List<Future<?>> running = new ArrayList<>();
        try {
            for (SessionFactory factory : factories) {
                for (int thread = 0; thread < THREADS; thread++) {
                    running.add(
                            pool.submit(
                                    () -> {
                                        for (int i = 0; i < ROWS_EACH / 4; i++) {
                                            ids.addAll(persist(factory, 4));
                                        }
                                    }));
                }
            }
            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            pool.shutdownNow();
        }
        return ids;
    }

    private static List<Long> persist(SessionFactory factory, int rows) {
        List<Long> ids = new ArrayList<>();
        factory.inTransaction(
                session -> {
                    for (int i = 0; i < rows; i++) {
                        Invoice invoice = new Invoice("threads");
                        session.persist(invoice);
                        session.flush();
                        ids.add(invoice.id());
                    }
                });
        return ids;
    }

    /** Virtual threads since Java 21; before, as many of the usual ones. */
    private static ExecutorService threads() throws ReflectiveOperationException {
        if (Runtime.version().feature() < 21) {
            return Executors.newFixedThreadPool(THREADS);
        }
        return (ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }
}
