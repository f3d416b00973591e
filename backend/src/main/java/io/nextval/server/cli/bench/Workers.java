package io.nextval.server.cli.bench;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Threads that call one database as fast as it answers, each over its own connection with its own
 * prepared statement. {@link #run} may be called again and again, by one thread.
 */
public final class Workers implements AutoCloseable {
    private static final long LATENCY_NANOS_MAX = TimeUnit.MINUTES.toNanos(5);
    private static final int LATENCY_DIGITS = 3;

    private final List<Worker> workers = new ArrayList<>();
    private final List<ValueCheck> checks;

    /**
     * Opens the connections. Thread i uses sequence i modulo the number of sequences.
     *
     * @param checks one for each sequence, told of every value
     */
    public Workers(
            Database database,
            int threads,
            List<String> sequences,
            int rows,
            List<ValueCheck> checks)
            throws SQLException {
        this.checks = checks;
        try {
            for (int i = 0; i < threads; i++) {
                int sequence = i % sequences.size();
                workers.add(
                        new Worker(
                                sequence,
                                database.connections().open(),
                                database.sql(sequences.get(sequence), rows)));
            }
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    /** Calls for so long, and gives what was measured. A call that fails ends it. */
    public Window run(long millis) throws SQLException, InterruptedException {
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (Worker worker : workers) {
            worker.prepare(TimeUnit.MILLISECONDS.toNanos(millis), start);
            Thread thread = new Thread(worker, "bench-" + threads.size());
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
        long begin = System.nanoTime();
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        long nanos = System.nanoTime() - begin;
        Histogram latencies = new Histogram(LATENCY_NANOS_MAX, LATENCY_DIGITS);
        long values = 0;
        for (Worker worker : workers) {
            values += worker.collect(latencies, checks);
        }
        return new Window(values, nanos, latencies);
    }

    @Override
    public void close() throws SQLException {
        for (Worker worker : workers) {
            worker.connection.close();
        }
    }

    private static final class Worker implements Runnable {
        private final int sequence;
        private final Connection connection;
        private final PreparedStatement statement;
        private final ValueLog log = new ValueLog();
        private final Histogram latencies = new Histogram(LATENCY_NANOS_MAX, LATENCY_DIGITS);
        private CountDownLatch start = new CountDownLatch(0);
        private long runNanos;
        private long values;
        private @Nullable SQLException failure;

        Worker(int sequence, Connection connection, String sql) throws SQLException {
            this.sequence = sequence;
            this.connection = connection;
            this.statement = connection.prepareStatement(sql);
        }

        void prepare(long nanos, CountDownLatch latch) {
            runNanos = nanos;
            start = latch;
            values = 0;
            latencies.reset();
        }

        @Override
        public void run() {
            try {
                start.await();
                long begin = System.nanoTime();
                long before = begin;
                while (before - begin < runNanos) {
                    call();
                    long after = System.nanoTime();
                    latencies.recordValue(Math.min(after - before, LATENCY_NANOS_MAX));
                    before = after;
                }
            } catch (SQLException e) {
                failure = e;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void call() throws SQLException {
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    log.add(rows.getLong(1));
                    values++;
                }
            }
        }

        long collect(Histogram sum, List<ValueCheck> checks) throws SQLException {
            if (failure != null) {
                throw failure;
            }
            log.drainTo(checks.get(sequence));
            sum.add(latencies);
            return values;
        }
    }
}
