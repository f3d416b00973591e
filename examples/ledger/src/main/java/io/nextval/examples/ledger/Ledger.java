package io.nextval.examples.ledger;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A ledger of transfers. Writers put entries under numbers of a sequence into a write-once log, and
 * replicas apply them in the order of the numbers: one while they are written, one afterwards.
 */
public final class Ledger {
    static final int WRITERS = 4;
    static final int ENTRIES_EACH = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final String url;
    private final EntryLog log;

    private Ledger(String url, EntryLog log) {
        this.url = url;
        this.log = log;
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2 || !args[0].startsWith("jdbc:nextval:")) {
            System.err.println("Usage: Ledger JDBC-URL EMPTY-FOLDER");
            System.err.println("`backend/bin/nextval demo` prints a URL");
            System.exit(2);
        }
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SEQUENCE IF EXISTS entry");
            statement.execute("CREATE SEQUENCE entry");
        }
        new Ledger(args[0], EntryLog.in(Path.of(args[1]))).play();
    }

    private void play() throws Exception {
        ExecutorService pool = Executors.newCachedThreadPool();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 1; i <= WRITERS; i++) {
            int writer = i;
            writers.add(pool.submit(task(next -> transferMuch(next, writer))));
        }
        pool.submit(task(this::dieBeforePublishing)).get();
        writers.add(pool.submit(task(this::publishTooLate)));

        Replica follower = new Replica(log, PATIENCE);
        boolean writing = true;
        while (writing) {
            writing = writers.stream().anyMatch(writer -> !writer.isDone());
            follower.applyUpTo(lastNumber());
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        pool.shutdown();

        Replica fresh = new Replica(log, PATIENCE);
        fresh.applyUpTo(lastNumber());
        System.out.println("The replica that followed: " + follower);
        System.out.println("A replica from nothing:    " + fresh);
    }

    private void transferMuch(PreparedStatement next, int writer) throws Exception {
        Random random = new Random(writer);
        List<String> accounts = Replica.ACCOUNTS;
        for (int i = 1; i <= ENTRIES_EACH; i++) {
            String from = accounts.get(random.nextInt(accounts.size()));
            String to = accounts.get(random.nextInt(accounts.size()));
            publish(next, "w%d-%d %s %s %d".formatted(writer, i, from, to, random.nextInt(60)));
        }
    }

    /** Puts an entry under the next number, until it stands there. */
    private void publish(PreparedStatement next, String entry) throws Exception {
        while (!log.put(number(next), entry)) {
            // A replica lost patience and declared the number void. Nothing was written: go on.
        }
    }

    /** A gap: this number was drawn, and its entry never comes. */
    private void dieBeforePublishing(PreparedStatement next) throws SQLException {
        System.out.println("The writer of number " + number(next) + " dies before it publishes");
    }

    /** As good as dead for the replicas; then it comes after all. */
    private void publishTooLate(PreparedStatement next) throws Exception {
        long number = number(next);
        log.awaitEntry(number, Duration.ofMinutes(1)); // slower than the replicas are patient
        if (!log.put(number, "late-1 alice bob 1")) {
            System.out.println("The writer of number " + number + " comes too late");
            publish(next, "late-1 alice bob 1");
        }
    }

    private static long number(PreparedStatement next) throws SQLException {
        try (ResultSet row = next.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** Every number that was drawn before this call is at most the answer. */
    private long lastNumber() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT last_value, is_called FROM entry")) {
            row.next();
            return row.getBoolean(2) ? row.getLong(1) : 0;
        }
    }

    private Callable<Void> task(Work work) {
        return () -> {
            try (Connection connection = DriverManager.getConnection(url);
                    PreparedStatement next =
                            connection.prepareStatement("SELECT nextval('entry')")) {
                work.run(next);
                return null;
            }
        };
    }

    private interface Work {
        void run(PreparedStatement next) throws Exception;
    }
}
