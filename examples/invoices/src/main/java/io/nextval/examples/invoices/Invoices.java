package io.nextval.examples.invoices;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Invoice numbers without gaps, while the node that leads their sequence is killed, and then a
 * clerk who has a number in hand.
 */
public final class Invoices {
    private static final int CLERKS = 4;
    private static final int INVOICES_EACH = 75;
    private static final int KILL_AFTER = 100;

    private final String nextvalUrl;
    private final String databaseUrl;
    private final Map<String, Long> processes = new HashMap<>();

    private Invoices(String[] args) {
        nextvalUrl = args[0];
        databaseUrl = args[1];
        for (int i = 2; i < args.length; i++) {
            String[] node = args[i].split("=", 2);
            processes.put(node[0], Long.valueOf(node[1]));
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length < 2 || !args[0].startsWith("jdbc:nextval:")) {
            System.err.println("Usage: Invoices JDBC-URL DATABASE-URL [NODE=PROCESS ...]");
            System.err.println("`backend/bin/nextval demo` prints a JDBC URL, and the processes");
            System.exit(2);
        }
        new Invoices(args).play();
    }

    private void play() throws Exception {
        try (Connection nextval = DriverManager.getConnection(nextvalUrl);
                Connection database = DriverManager.getConnection(databaseUrl)) {
            InvoiceBook book = new InvoiceBook(nextval, database);
            book.create();

            System.out.printf("%d clerks write %d invoices each%n", CLERKS, INVOICES_EACH);
            writeAndKillTheLeader();
            System.out.println(book.summary());

            System.out.println("A clerk writes 3 more, and dies with the next number in hand");
            dieInAnotherProcess();
            System.out.println(book.summary());

            System.out.println("The next clerk looks for what others left");
            book.repair();
            System.out.println(book.summary());
        }
    }

    private void writeAndKillTheLeader() throws Exception {
        AtomicInteger written = new AtomicInteger();
        Callable<Void> clerk =
                () -> {
                    try (Connection nextval = DriverManager.getConnection(nextvalUrl);
                            Connection database = DriverManager.getConnection(databaseUrl)) {
                        InvoiceBook book = new InvoiceBook(nextval, database);
                        for (int i = 0; i < INVOICES_EACH; i++) {
                            book.write("invoice " + i);
                            if (written.incrementAndGet() == KILL_AFTER) {
                                killLeader(nextval);
                            }
                        }
                        return null;
                    }
                };
        ExecutorService pool = Executors.newFixedThreadPool(CLERKS);
        List<Future<Void>> clerks = new ArrayList<>();
        for (int i = 0; i < CLERKS; i++) {
            clerks.add(pool.submit(clerk));
        }
        for (Future<Void> each : clerks) {
            each.get(); // throws if one of them saw an error
        }
        pool.shutdown();
    }

    /** Kills the process of the node that leads the sequence's group, as {@code kill -9} does. */
    private void killLeader(Connection nextval) throws SQLException, InterruptedException {
        String leader = leader(nextval);
        Long pid = processes.get(leader);
        boolean killed = pid != null && ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        System.out.printf(
                "  invoice %d is written; %s leads, and is %s%n",
                KILL_AFTER,
                leader,
                killed ? "killed" : "left alone, since its process was not given");
    }

    /** Asks until there is an answer: while the nodes elect a leader, there is none. */
    private static String leader(Connection nextval) throws SQLException, InterruptedException {
        String sql = "SELECT leader FROM nextval.sequences WHERE name = 'invoice_number'";
        while (true) {
            try (Statement statement = nextval.createStatement();
                    ResultSet row = statement.executeQuery(sql)) {
                row.next();
                String leader = row.getString(1);
                if (leader != null) {
                    return leader;
                }
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private void dieInAnotherProcess() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("java.class.path");
        String main = UnluckyClerk.class.getName();
        int exitCode =
                new ProcessBuilder(java, "-cp", classes, main, nextvalUrl, databaseUrl)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start()
                        .waitFor();
        if (exitCode != UnluckyClerk.EXIT_CODE) {
            throw new IllegalStateException("the clerk ended with " + exitCode);
        }
    }
}
