package io.nextval.examples.tickets;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Sells 10,000 tickets to a stampede: three box offices, each a process of its own, open at the
 * same moment, and 70 buyers in each take tickets until there are none.
 */
public final class Tickets {
    static final int TICKETS = 10_000;
    private static final int OFFICES = 3;

    public static void main(String[] args) throws Exception {
        if (args.length < 1 || !args[0].startsWith("jdbc:nextval:")) {
            System.err.println("Usage: Tickets JDBC-URL; `backend/bin/nextval demo` prints one");
            System.exit(2);
        }
        String url = args[0];
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute("DROP SEQUENCE IF EXISTS ticket");
            statement.execute("CREATE SEQUENCE ticket MAXVALUE " + TICKETS);
            sell(url);
            try {
                statement.executeQuery("SELECT nextval('ticket')");
            } catch (SQLException e) {
                System.out.println("One more? " + e.getSQLState() + " " + e.getMessage());
            }
        }
    }

    private static void sell(String url) throws IOException {
        List<Process> offices = new ArrayList<>();
        for (int i = 0; i < OFFICES; i++) {
            offices.add(open(url));
        }
        for (Process office : offices) {
            office.inputReader().readLine(); // "ready": its buyers are at the counter
        }
        long began = System.nanoTime();
        for (Process office : offices) {
            office.getOutputStream().close(); // the doors open
        }
        List<Long> sold = new ArrayList<>();
        int refused = 0;
        int late = 0;
        for (Process office : offices) {
            for (String line : office.inputReader().lines().toList()) {
                String[] word = line.split(" ", 2);
                switch (word[0]) {
                    case "sold" -> sold.add(Long.valueOf(word[1]));
                    case "refused" -> refused += Integer.parseInt(word[1]);
                    case "late" -> late += Integer.parseInt(word[1]);
                    default -> throw new IllegalStateException(line);
                }
            }
        }
        System.out.printf("Sold out after %d ms%n", (System.nanoTime() - began) / 1_000_000);
        long last = sold.stream().mapToLong(Long::longValue).max().orElse(0);
        long different = sold.stream().distinct().count();
        System.out.printf("Sold: %d tickets, %d different, ", sold.size(), different);
        System.out.printf("the last is number %d%n", last);
        System.out.printf("Turned away: %d buyers, each with SQLSTATE 2200H%n", refused);
        System.out.printf("Sold to somebody who asked after one was turned away: %d%n", late);
    }

    /** Starts a box office: another JVM, which shares nothing with this one but the cluster. */
    private static Process open(String url) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        return new ProcessBuilder(java, "-cp", classes, BoxOffice.class.getName(), url)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private Tickets() {}
}
