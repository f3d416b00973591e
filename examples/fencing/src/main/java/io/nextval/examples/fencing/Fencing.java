package io.nextval.examples.fencing;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Two processes, one lock with a lease. The first holder is stopped until its lease is over, goes
 * on without noticing, and writes. One store believes it; the other asks for the fencing token.
 */
public final class Fencing {
    static final long LEASE_MILLIS = 500;

    public static void main(String[] args) throws Exception {
        if (args.length < 1 || !args[0].startsWith("jdbc:nextval:")) {
            System.err.println("Usage: Fencing JDBC-URL; `backend/bin/nextval demo` prints one");
            System.exit(2);
        }
        try (Connection connection = DriverManager.getConnection(args[0]);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE SEQUENCE IF NOT EXISTS token");
            try (PreparedStatement next = connection.prepareStatement("SELECT nextval('token')")) {
                play(new Lock(next));
            }
        }
    }

    private static void play(Lock lock) throws Exception {
        PlainStore plain = new PlainStore();
        FencedStore fenced = new FencedStore();
        Process alice = start("alice", "stop");
        Process bob = start("bob", "go on");
        try {
            grant(alice, lock.acquire("alice"));
            System.out.println(alice.inputReader().readLine());

            grant(bob, lock.acquire("bob")); // waits until alice's lease is over
            write(bob.inputReader().readLine(), plain, fenced);

            System.out.println("alice goes on (SIGCONT); no time has passed for her");
            while (!alice.inputReader().ready()) {
                new ProcessBuilder("kill", "-CONT", Long.toString(alice.pid())).start().waitFor();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            write(alice.inputReader().readLine(), plain, fenced);
        } finally {
            alice.destroyForcibly();
            bob.destroyForcibly();
        }
        System.out.println("In the end: plain store " + plain.value + ", fenced " + fenced.value);
    }

    /** What a holder asks for: {@code write TOKEN VALUE}. Both stores get it. */
    private static void write(String line, PlainStore plain, FencedStore fenced) {
        String[] word = line.split(" ", 3);
        System.out.println(word[2] + " with token " + word[1]);
        System.out.println("  the plain store " + plain.write(word[2]));
        System.out.println("  the fenced store " + fenced.write(Long.parseLong(word[1]), word[2]));
    }

    /** A lock service: one holder at a time, for a limited time, each with a greater token. */
    static final class Lock {
        private final PreparedStatement next;
        private long leaseEndNanos = System.nanoTime();

        Lock(PreparedStatement next) {
            this.next = next;
        }

        /** Waits for the end of the lease of whoever holds the lock, and returns a token. */
        long acquire(String holder) throws SQLException, InterruptedException {
            TimeUnit.NANOSECONDS.sleep(leaseEndNanos - System.nanoTime());
            leaseEndNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEASE_MILLIS);
            try (ResultSet row = next.executeQuery()) {
                row.next();
                long token = row.getLong(1);
                System.out.printf("%s holds the lock for %d ms, ", holder, LEASE_MILLIS);
                System.out.printf("with token %d%n", token);
                return token;
            }
        }
    }

    /** A store that takes what it is given. */
    static final class PlainStore {
        private String value = "";

        String write(String newValue) {
            String lost = value.isEmpty() ? "" : ": \"" + value + "\" is lost";
            value = newValue;
            return "takes it" + lost;
        }
    }

    /** A store that remembers the greatest token it has seen, and refuses all below. */
    static final class FencedStore {
        private String value = "";
        private long greatest = Long.MIN_VALUE;

        String write(long token, String newValue) {
            if (token < greatest) {
                return "refuses it: it has seen token " + greatest;
            }
            greatest = token;
            value = newValue;
            return "takes it";
        }
    }

    private static Process start(String name, String what) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classes, Holder.class.getName(), name, what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void grant(Process holder, long token) throws IOException {
        holder.outputWriter().write(token + " " + LEASE_MILLIS + "\n");
        holder.outputWriter().flush();
    }

    private Fencing() {}
}
