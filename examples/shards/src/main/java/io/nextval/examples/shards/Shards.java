package io.nextval.examples.shards;

import org.hibernate.SessionFactory;
import org.hibernate.cfg.Configuration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Purchases on two databases, by customer. The databases know nothing of each other; the ids of
 * both come from one sequence.
 */
public final class Shards {
    private static final int THREADS = 4;
    private static final int PURCHASES_EACH = 250;

    private final List<SessionFactory> shards;

    private Shards(List<SessionFactory> shards) {
        this.shards = shards;
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 3 || !args[0].startsWith("jdbc:nextval:")) {
            System.err.println("Usage: Shards JDBC-URL FIRST-DATABASE-URL SECOND-DATABASE-URL");
            System.err.println("`backend/bin/nextval demo` prints a JDBC URL");
            System.exit(2);
        }
        try (SessionFactory first = open(args[0], args[1]);
                SessionFactory second = open(args[0], args[2])) {
            Shards shards = new Shards(List.of(first, second));
            shards.buyMuch();
            shards.compareIds();
        }
    }

    /** What a persistence.xml would say. The shards differ in one line, the URL of the database. */
    private static SessionFactory open(String nextvalUrl, String databaseUrl) {
        return new Configuration()
                .addAnnotatedClass(Purchase.class)
                .setProperty("nextval.url", nextvalUrl)
                .setProperty("jakarta.persistence.jdbc.url", databaseUrl)
                .setProperty("hibernate.hbm2ddl.auto", "update")
                .buildSessionFactory();
    }

    private SessionFactory shardOf(int customer) {
        return shards.get(customer % shards.size());
    }

    private void buyMuch() throws Exception {
        Callable<Void> buyer =
                () -> {
                    for (int i = 0; i < PURCHASES_EACH; i++) {
                        Purchase purchase = new Purchase(i);
                        shardOf(i).inTransaction(session -> session.persist(purchase));
                    }
                    return null;
                };
        ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        List<Future<Void>> buyers = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            buyers.add(pool.submit(buyer));
        }
        for (Future<Void> each : buyers) {
            each.get();
        }
        pool.shutdown();
    }

    private void compareIds() {
        Set<Long> all = new HashSet<>();
        int rows = 0;
        for (SessionFactory shard : shards) {
            List<Long> ids =
                    shard.fromSession(
                            session ->
                                    session.createSelectionQuery(
                                                    "select p.id from Purchase p order by p.id",
                                                    Long.class)
                                            .getResultList());
            System.out.printf("Shard %d: %d purchases", shards.indexOf(shard) + 1, ids.size());
            System.out.printf(", the first under the ids %s%n", ids.subList(0, 3));
            all.addAll(ids);
            rows += ids.size();
        }
        System.out.printf("Both: %d purchases with %d different ids%n", rows, all.size());
    }
}
