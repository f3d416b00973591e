package io.nextval.server.cache;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * An application of its own: draws numbers of one sequence with some threads until its input ends,
 * and writes a line for each call: {@code got BEGAN RETURNED VALUE} with the times of the machine's
 * monotonic clock, or {@code not BEGAN RETURNED SQLSTATE TEXT}.
 */
final class DrawingDriver {
    private static final long PAUSE_NANOS = 500_000;
    private static final long PAUSE_AFTER_ERROR_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final String END = "";

    private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private volatile boolean stopped;

    /** Arguments: URL, sequence, number of threads. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        new DrawingDriver().run(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
    }

    private void run(String url, String sequence, int size)
            throws IOException, InterruptedException {
        Thread writer = new Thread(this::write, "writer");
        writer.start();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Thread caller = new Thread(() -> draw(url, sequence), "caller-" + i);
            callers.add(caller);
            caller.start();
        }
        while (System.in.read() >= 0) {
            // the test only ever closes it
        }
        stopped = true;
        for (Thread caller : callers) {
            caller.join();
        }
        lines.add(END);
        writer.join();
    }

    private void draw(String url, String sequence) {
        while (!stopped) {
            try (Connection connection = DriverManager.getConnection(url);
                    PreparedStatement statement =
                            connection.prepareStatement("SELECT nextval('" + sequence + "')")) {
                while (!stopped) {
                    next(statement);
                }
            } catch (SQLException e) {
                lines.add("lost " + e);
                LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
            }
        }
    }

    private void next(PreparedStatement statement) throws SQLException {
        long began = System.nanoTime();
        try (ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no row");
            }
            long value = rows.getLong(1);
            lines.add("got " + began + " " + System.nanoTime() + " " + value);
            LockSupport.parkNanos(PAUSE_NANOS);
        } catch (SQLException e) {
            lines.add("not " + began + " " + System.nanoTime() + " " + e.getSQLState() + " " + e);
            LockSupport.parkNanos(PAUSE_AFTER_ERROR_NANOS);
        }
    }

    private void write() {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.US_ASCII);
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                out.println(line.replace('\n', ' '));
                if (lines.isEmpty()) {
                    out.flush();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        out.flush();
    }
}
