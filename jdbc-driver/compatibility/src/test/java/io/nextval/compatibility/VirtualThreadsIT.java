package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;

/** Virtual threads, which must give their carrier back whenever they wait for a number. */
@Timeout(300)
@EnabledForJreRange(min = JRE.JAVA_25)
final class VirtualThreadsIT {
    private static final int THREADS = 10_000;
    private static final int WARM_UP_THREADS = 1_000;
    private static final String PINNED = "jdk.VirtualThreadPinned";

    @TempDir private Path folder = Path.of("");

    @Test
    void tenThousandDrawNumbersAtOnceWithoutPinning() throws Exception {
        try (TestNode node = TestNode.start("VirtualThreadsIT")) {
            try (Connection connection = DriverManager.getConnection(node.url())) {
                Sql.execute(connection, "CREATE SEQUENCE virtual");
                // Classes that are loaded by many threads at once pin them, whosever they are.
                assertThat(Sql.next(connection, "virtual")).isEqualTo(1);
            }
            Set<Long> numbers = ConcurrentHashMap.newKeySet();
            ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
            // And some only when many are there at once.
            drawAtOnce(node, WARM_UP_THREADS, numbers, failures);
            List<RecordedEvent> pinned =
                    pinnedDuring(() -> drawAtOnce(node, THREADS, numbers, failures));
            assertThat(failures).isEmpty();
            assertThat(numbers).hasSize(WARM_UP_THREADS + THREADS);
            assertThat(pinned).isEmpty();
        }
    }

    /**
     * That the measurement finds a thread which waits while it may not be taken off its carrier.
     */
    @Test
    void theRecordingShowsAThreadThatIsPinned() throws Exception {
        List<RecordedEvent> pinned =
                pinnedDuring(
                        () -> {
                            Thread thread = startVirtual(() -> assertThat(Waits.DONE).isTrue());
                            thread.join();
                        });
        assertThat(pinned).isNotEmpty();
    }

    private static void drawAtOnce(
            TestNode node, int size, Set<Long> numbers, ConcurrentLinkedQueue<Throwable> failures)
            throws Exception {
        CountDownLatch together = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            threads.add(startVirtual(() -> draw(node, together, numbers, failures)));
        }
        together.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private static void draw(
            TestNode node,
            CountDownLatch together,
            Set<Long> numbers,
            ConcurrentLinkedQueue<Throwable> failures) {
        try {
            together.await();
            try (Connection connection = DriverManager.getConnection(node.url())) {
                numbers.add(Sql.next(connection, "virtual"));
            }
        } catch (Exception | AssertionError e) {
            failures.add(e);
        }
    }

    private List<RecordedEvent> pinnedDuring(Work work) throws Exception {
        Path file = folder.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording.enable(PINNED).withoutThreshold().withStackTrace();
            recording.start();
            work.run();
            recording.stop();
            recording.dump(file);
        }
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().equals(PINNED))
                .toList();
    }

    /** By reflection: the tests are compiled for Java 17. */
    private static Thread startVirtual(Runnable task) throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Class<?> type = Class.forName("java.lang.Thread$Builder");
        ThreadFactory factory = (ThreadFactory) type.getMethod("factory").invoke(builder);
        Thread thread = factory.newThread(task);
        thread.start();
        return thread;
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    /** Waits in its initializer, where a virtual thread is pinned. */
    private static final class Waits {
        static final boolean DONE;

        static {
            LockSupport.parkNanos(30_000_000);
            DONE = true;
        }
    }
}
