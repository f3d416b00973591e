package io.nextval.server.harness;

import static org.awaitility.Awaitility.await;

import io.nextval.server.history.HistoryRecorder;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Threads that draw numbers over JDBC until they are told to stop, and record what they see. Every
 * tenth call or so asks for several rows.
 */
public final class Workload implements AutoCloseable {
    private static final Duration PROGRESS_LIMIT = Duration.ofSeconds(90);

    private final HistoryRecorder recorder;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<String> exceptions = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** Starts {@code size} threads named {@code name-1 …} on the given sequences. */
    public Workload(
            String name,
            String url,
            List<String> sequences,
            int size,
            long seed,
            HistoryRecorder recorder) {
        this.recorder = recorder;
        for (int i = 1; i <= size; i++) {
            Caller caller = new Caller(url, sequences, seed + i, recorder, exceptions);
            Thread thread = new Thread(() -> run(caller), name + "-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Waits until {@code more} further calls were answered, by any workload of the recorder. */
    public void awaitAnswers(long more) {
        long goal = recorder.answers() + more;
        await(more + " more answers; exceptions so far: " + exceptions)
                .atMost(PROGRESS_LIMIT)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> recorder.answers() >= goal);
    }

    /** Lets every thread finish its call, and waits for that. */
    public void stop() {
        stopped = true;
        long deadline = System.nanoTime() + PROGRESS_LIMIT.toNanos();
        for (Thread thread : threads) {
            try {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                thread.join(Math.max(1, left));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            if (thread.isAlive()) {
                throw new IllegalStateException(thread.getName() + " hangs in its call");
            }
        }
    }

    /** Every exception that a caller saw, with its SQLSTATE. */
    public List<String> exceptions() {
        return List.copyOf(exceptions);
    }

    @Override
    public void close() {
        stopped = true;
        threads.forEach(Thread::interrupt);
    }

    private void run(Caller caller) {
        try (caller) {
            while (!stopped) {
                caller.call();
            }
        }
    }
}
