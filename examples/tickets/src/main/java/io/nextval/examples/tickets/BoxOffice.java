package io.nextval.examples.tickets;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A process in which 70 buyers take tickets, each with a connection, until there are none. */
final class BoxOffice {
    static final int BUYERS = 70;
    private static final String SOLD_OUT = "2200H";

    /** A ticket, and when its buyer asked for it. */
    record Sale(long number, long askedNanos) {}

    /** What one buyer got, and when the answer came that there is nothing left. */
    record Bought(List<Sale> sales, long refusedNanos) {}

    public static void main(String[] args) throws Exception {
        CountDownLatch ready = new CountDownLatch(BUYERS);
        CountDownLatch doors = new CountDownLatch(1);
        Callable<Bought> buyer =
                () -> {
                    try (Connection connection = DriverManager.getConnection(args[0]);
                            PreparedStatement next =
                                    connection.prepareStatement("SELECT nextval('ticket')")) {
                        ready.countDown();
                        doors.await();
                        return buy(next);
                    }
                };
        ExecutorService crowd = Executors.newFixedThreadPool(BUYERS);
        List<Future<Bought>> buyers = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            buyers.add(crowd.submit(buyer));
        }
        ready.await();
        System.out.println("ready");
        while (System.in.read() >= 0) {} // until the end of input: all offices are ready
        doors.countDown();
        List<Sale> sales = new ArrayList<>();
        long firstRefusal = Long.MAX_VALUE;
        for (Future<Bought> each : buyers) {
            sales.addAll(each.get().sales());
            firstRefusal = Math.min(firstRefusal, each.get().refusedNanos());
        }
        crowd.shutdown();
        StringBuilder report = new StringBuilder();
        int late = 0;
        for (Sale sale : sales) {
            report.append("sold ").append(sale.number()).append('\n');
            late += sale.askedNanos() > firstRefusal ? 1 : 0;
        }
        report.append("refused ").append(buyers.size()).append("\nlate ").append(late);
        System.out.println(report);
    }

    private static Bought buy(PreparedStatement next) throws SQLException {
        List<Sale> sales = new ArrayList<>();
        while (true) {
            long asked = System.nanoTime();
            try (ResultSet row = next.executeQuery()) {
                row.next();
                sales.add(new Sale(row.getLong(1), asked));
            } catch (SQLException e) {
                if (SOLD_OUT.equals(e.getSQLState())) {
                    return new Bought(sales, System.nanoTime());
                }
                throw e; // anything else is no reason to send a buyer away
            }
        }
    }

    private BoxOffice() {}
}
