package io.nextval.examples.registers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Registers that are copied between three sites in any order. Of two writes the later one must win,
 * everywhere. Which one is later: the clocks of the sites say, or the numbers of a sequence.
 */
public final class Registers {
    private static final int WRITES_EACH = 200;
    private static final int KEYS = 20;

    /** A place with a clock of its own, which may be wrong. */
    record Site(String name, Clock clock, PreparedStatement next) {
        /** Writes: gives the value a number, and the time, to compare the two. */
        Write write(String key, String value) throws SQLException {
            try (ResultSet row = next.executeQuery()) {
                row.next();
                return new Write(key, value, row.getLong(1), clock.millis());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 1 || !args[0].startsWith("jdbc:nextval:")) {
            System.err.println("Usage: Registers JDBC-URL; `backend/bin/nextval demo` prints one");
            System.exit(2);
        }
        Clock right = Clock.systemUTC();
        Clock fast = Clock.offset(right, Duration.ofMinutes(5));
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE IF NOT EXISTS write");
            List<Site> sites = new ArrayList<>();
            for (String name : List.of("berlin", "paris", "tokyo")) {
                Connection own = DriverManager.getConnection(args[0]);
                PreparedStatement next = own.prepareStatement("SELECT nextval('write')");
                sites.add(new Site(name, name.equals("berlin") ? fast : right, next));
            }
            oneAfterTheOther(sites);
            manyAtOnce(sites);
            for (Site site : sites) {
                site.next().getConnection().close();
            }
        }
    }

    /** The second write begins after the first was done, so there is no doubt who must win. */
    private static void oneAfterTheOther(List<Site> sites) throws SQLException {
        Write first = sites.get(0).write("e-mail", "old@example.org");
        Write second = sites.get(1).write("e-mail", "new@example.org");
        System.out.println("berlin, whose clock is 5 minutes fast, writes " + first.value());
        System.out.println("then paris, whose clock is right, writes " + second.value());
        for (Replica.Rule rule : Replica.Rule.values()) {
            Replica inOrder = new Replica(rule);
            inOrder.merge(first);
            inOrder.merge(second);
            Replica theOtherWay = new Replica(rule);
            theOtherWay.merge(second);
            theOtherWay.merge(first);
            System.out.printf(
                    "  by %s, the replicas say %s and %s%n",
                    rule.name().toLowerCase(Locale.ROOT),
                    inOrder.value("e-mail"),
                    theOtherWay.value("e-mail"));
        }
    }

    /** Every site writes; each replica gets all writes in an order of its own, and some twice. */
    private static void manyAtOnce(List<Site> sites) throws Exception {
        List<Write> writes = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(sites.size());
        List<Future<List<Write>>> all = new ArrayList<>();
        for (Site site : sites) {
            Callable<List<Write>> work =
                    () -> {
                        List<Write> own = new ArrayList<>();
                        for (int i = 0; i < WRITES_EACH; i++) {
                            own.add(site.write("key" + i % KEYS, site.name() + " " + i));
                        }
                        return own;
                    };
            all.add(pool.submit(work));
        }
        for (Future<List<Write>> each : all) {
            writes.addAll(each.get());
        }
        pool.shutdown();

        List<Replica> replicas = new ArrayList<>();
        for (int seed = 1; seed <= sites.size(); seed++) {
            List<Write> delivered = new ArrayList<>(writes);
            delivered.addAll(writes.subList(0, writes.size() / 2));
            Collections.shuffle(delivered, new Random(seed));
            Replica replica = new Replica(Replica.Rule.NUMBER);
            delivered.forEach(replica::merge);
            replicas.add(replica);
        }
        long equal = replicas.stream().map(Replica::state).distinct().count();
        System.out.printf("%d writes of 3 sites to %d registers, ", writes.size(), KEYS);
        System.out.println("delivered in three orders, half of them twice");
        System.out.printf("  different replicas at the end: %d%n", equal);
        long last =
                replicas.get(0).state().values().stream().filter(w -> isLast(w, writes)).count();
        System.out.printf("  registers with their last write: %d of %d%n", last, KEYS);
    }

    private static boolean isLast(Write candidate, List<Write> writes) {
        return writes.stream()
                .filter(write -> write.key().equals(candidate.key()))
                .noneMatch(write -> write.number() > candidate.number());
    }

    private Registers() {}
}
