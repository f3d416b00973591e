package io.nextval.compatibility;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/**
 * Threads that do what an application does with a pool: borrow, draw a number, return. Started and
 * read by the test's thread; what they saw is counted for one span after the other.
 */
final class Load implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DataSource pool;
    private final String sequence;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Long> numbers = new ConcurrentLinkedQueue<>();
    private final Queue<String> disorders = new ConcurrentLinkedQueue<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong longestNanos = new AtomicLong();
    private final ConcurrentMap<String, Integer> errors = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private long spanStart;

    Load(DataSource pool, String sequence, int size) {
        this.pool = pool;
        this.sequence = sequence;
        for (int i = 1; i <= size; i++) {
            Thread thread = new Thread(this::run, "application-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Begins a new span: what is seen from now on. */
    void beginSpan() {
        spanStart = answers.get();
        longestNanos.set(0);
        errors.clear();
    }

    /** Waits for so many more numbers than there are now. */
    void awaitAnswers(int more) {
        long goal = answers.get() + more;
        await("numbers after " + seen()).atMost(PATIENCE).until(() -> answers.get() >= goal);
    }

    /** What the application saw since the span began. */
    Seen seen() {
        return new Seen(
                answers.get() - spanStart,
                new TreeMap<>(errors),
                Duration.ofNanos(longestNanos.get()));
    }

    /** All numbers that were drawn. */
    List<Long> numbers() {
        return List.copyOf(numbers);
    }

    /** Numbers that a thread got which were not greater than its last. */
    List<String> disorders() {
        return List.copyOf(disorders);
    }

    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join(PATIENCE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void run() {
        long last = 0;
        while (!stopped) {
            long began = System.nanoTime();
            try {
                long number = draw();
                numbers.add(number);
                if (number <= last) {
                    disorders.add(number + " after " + last);
                }
                last = number;
                longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
                answers.incrementAndGet();
            } catch (SQLException e) {
                errors.merge(describe(e), 1, Integer::sum);
            }
        }
    }

    private long draw() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT NEXTVAL('" + sequence + "')");
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("no row");
            }
            return rows.getLong(1);
        }
    }

    /** Class and SQLSTATE of an error and of the one behind it. */
    static String describe(SQLException error) {
        String text = error.getClass().getSimpleName() + " " + error.getSQLState();
        for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException inner) {
                return text + ", caused by " + describe(inner);
            }
        }
        return text;
    }

    /** Numbers, errors with their counts, and the longest wait for one number. */
    record Seen(long answers, Map<String, Integer> errors, Duration longest) {}
}
