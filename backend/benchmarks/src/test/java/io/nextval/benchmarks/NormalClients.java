package io.nextval.benchmarks;

import org.HdrHistogram.Histogram;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Threads that draw numbers over JDBC until they are closed, each on a connection of its own. */
final class NormalClients implements AutoCloseable {
    private final List<Thread> threads = new ArrayList<>();
    private final long pauseNanos;
    private final AtomicLong errors = new AtomicLong();
    private Histogram times = empty();
    private volatile boolean over;

    /**
     * @param rate numbers a second of all threads; 0 for as many as they can
     */
    NormalClients(String url, int count, int rate) {
        pauseNanos = rate == 0 ? 0 : TimeUnit.SECONDS.toNanos(count) / rate;
        for (int i = 0; i < count; i++) {
            Thread thread = new Thread(() -> draw(url), "normal-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** What was measured: the time of each call, and how many failed. */
    record Measured(Histogram times, long errors) {}

    private static Histogram empty() {
        return new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
    }

    private void draw(String url) {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement next = connection.prepareStatement("SELECT NEXTVAL('orders')")) {
            long due = System.nanoTime();
            while (!over) {
                // With a rate the time counts from when the call was due.
                long begin = pauseNanos == 0 ? System.nanoTime() : due;
                drawOne(next);
                record(System.nanoTime() - begin);
                due += pauseNanos;
                if (pauseNanos > 0) {
                    await(due);
                }
            }
        } catch (SQLException e) {
            errors.incrementAndGet();
            throw new IllegalStateException(e);
        }
    }

    private static void await(long dueNanos) {
        long left = dueNanos - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = dueNanos - System.nanoTime();
        }
    }

    private void drawOne(PreparedStatement next) {
        try (ResultSet result = next.executeQuery()) {
            if (!result.next()) {
                errors.incrementAndGet();
            }
        } catch (SQLException e) {
            System.out.println("a normal client failed: " + e);
            errors.incrementAndGet();
        }
    }

    private synchronized void record(long nanos) {
        times.recordValue(nanos);
    }

    private synchronized Histogram replace() {
        Histogram until = times;
        times = empty();
        return until;
    }

    /** Measures from now for this time. */
    Measured measure(Duration time) throws InterruptedException {
        var unused = replace();
        errors.set(0);
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
        return new Measured(replace(), errors.get());
    }

    @Override
    public void close() {
        over = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
