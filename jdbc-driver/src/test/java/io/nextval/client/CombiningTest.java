package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.wire.Frame;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers that ask at the same time share requests, and each gets exactly one value. */
@Timeout(60)
class CombiningTest {
    private static final long SECONDS_20 = TimeUnit.SECONDS.toNanos(20);
    private final ScriptedCluster cluster = new ScriptedCluster(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Client client;

    @BeforeEach
    void connect() throws ClientException {
        client = new Client(cluster.settings(10_000));
        client.connect(System.nanoTime() + SECONDS_20);
    }

    @AfterEach
    void close() {
        threads.shutdownNow();
        client.close();
        cluster.close();
    }

    private SequenceHandle sequence(String name) throws ClientException {
        String sql = "select nextval('" + name + "')";
        return client.compile("public", sql, List.of(), Deadline.after(SECONDS_20))
                .sequences()
                .get(0);
    }

    @Test
    void handsValuesOutInArrivalOrder() throws Exception {
        cluster.create("orders", 1_000);
        SequenceHandle orders = sequence("orders");
        assertThat(orders.next(SECONDS_20)).isEqualTo(1);
        cluster.node(0).pause();
        List<Future<Long>> values = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            values.add(start(() -> orders.next(SECONDS_20)));
        }
        cluster.node(0).resume();
        for (int i = 0; i < 20; i++) {
            assertThat(values.get(i).get()).isEqualTo(i + 2);
        }
        List<Next> combined = cluster.node(0).requests(Next.class);
        assertThat(combined).extracting(Next::count).containsExactly(1L, 19L);
        assertThat(combined).extracting(Next::atomic).containsOnly(false);
        assertThat(combined).extracting(next -> next.ticket().call()).containsExactly(2L, 3L);
        assertThat(combined)
                .extracting(next -> next.ticket().answeredBelow())
                .containsExactly(2L, 3L);
    }

    @Test
    void givesTheRestOfASequenceToTheFirstAndRefusesTheOthers() throws Exception {
        cluster.create("short", 6);
        SequenceHandle sequence = sequence("short");
        sequence.next(SECONDS_20);
        cluster.node(0).pause();
        List<Future<Long>> values = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            values.add(start(() -> sequence.next(SECONDS_20)));
        }
        cluster.node(0).resume();
        for (int i = 0; i < 5; i++) {
            assertThat(values.get(i).get()).isEqualTo(i + 2);
        }
        for (int i = 5; i < 10; i++) {
            Future<Long> value = values.get(i);
            assertThatThrownBy(value::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            ClientException.class,
                            e -> assertThat(e.sqlState()).isEqualTo("2200H"));
        }
        assertThatThrownBy(() -> sequence.next(SECONDS_20)).isInstanceOf(ClientException.class);
    }

    @Test
    void sendsRequestsForSeveralValuesOnTheirOwnAndAllOrNothing() throws Exception {
        cluster.create("bulk", 10);
        SequenceHandle bulk = sequence("bulk");
        assertThat(bulk.next(7, SECONDS_20).value(6)).isEqualTo(7);
        assertThatThrownBy(() -> bulk.next(4, SECONDS_20)).hasMessageContaining("exhausted");
        assertThat(bulk.next(3, SECONDS_20).value(0)).isEqualTo(8);
        assertThat(cluster.node(0).requests(Next.class))
                .extracting(Next::atomic)
                .containsExactly(true, true);
    }

    @Test
    void losesAndDoublesNothingUnderManyThreads() throws Exception {
        int count = 64;
        int calls = 500;
        String[] names = {"a", "b", "c"};
        List<SequenceHandle> sequences = new ArrayList<>();
        for (String name : names) {
            cluster.create(name, Long.MAX_VALUE);
            sequences.add(sequence(name));
        }
        TreeMap<Long, Integer>[] seen = newMaps(names.length);
        List<Future<Void>> workers = new ArrayList<>();
        for (int t = 0; t < count; t++) {
            int which = t % names.length;
            workers.add(
                    threads.submit(
                            () -> {
                                long before = 0;
                                for (int i = 0; i < calls; i++) {
                                    long value = sequences.get(which).next(SECONDS_20);
                                    assertThat(value).isGreaterThan(before);
                                    before = value;
                                    synchronized (seen[which]) {
                                        seen[which].merge(value, 1, Integer::sum);
                                    }
                                }
                                return null;
                            }));
        }
        for (Future<Void> worker : workers) {
            worker.get();
        }
        for (int i = 0; i < names.length; i++) {
            assertThat(seen[i].values()).containsOnly(1);
            assertThat(seen[i].lastKey()).isEqualTo(seen[i].size());
        }
        assertThat(cluster.node(0).acceptedConnections()).isEqualTo(1);
        assertThat(cluster.executions()).isLessThan((long) count * calls);
    }

    @Test
    void keepsTheNumberOfAnInterruptedCaller() throws Exception {
        cluster.create("calm", 100);
        SequenceHandle calm = sequence("calm");
        cluster.node(0).pause();
        AtomicLong value = new AtomicLong();
        AtomicLong flag = new AtomicLong();
        Thread reader = caller(calm, value, flag);
        Awaitility.await().until(() -> isWaiting(reader));
        reader.interrupt();
        Thread parked = caller(calm, new AtomicLong(), new AtomicLong());
        Awaitility.await().until(() -> parked.getState() == Thread.State.TIMED_WAITING);
        parked.interrupt();
        parked.interrupt();
        cluster.node(0).resume();
        reader.join();
        parked.join();
        assertThat(value).hasValue(1);
        assertThat(flag).hasValue(1);
        assertThat(calm.next(SECONDS_20)).isEqualTo(3);
        assertThat(cluster.node(0).acceptedConnections()).isEqualTo(1);
    }

    @Test
    void asksByIdOnceTheNameIsResolvedAndByNameAgainAfterADrop() throws Exception {
        cluster.create("reborn", 100);
        SequenceHandle reborn = sequence("reborn");
        reborn.next(SECONDS_20);
        reborn.next(SECONDS_20);
        cluster.drop("reborn");
        cluster.create("reborn", 100);
        assertThat(reborn.next(SECONDS_20)).isEqualTo(1);
        cluster.drop("reborn");
        assertThatThrownBy(() -> reborn.next(SECONDS_20))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("42P01"))
                .hasMessageContaining("\"reborn\"");
        List<Class<?>> kinds = new ArrayList<>();
        for (Frame request : cluster.node(0).requests()) {
            if (request instanceof Next || request instanceof NextByName) {
                kinds.add(request.getClass());
            }
        }
        assertThat(kinds)
                .containsExactly(
                        NextByName.class,
                        Next.class,
                        Next.class,
                        NextByName.class,
                        Next.class,
                        NextByName.class);
    }

    private Thread caller(SequenceHandle sequence, AtomicLong value, AtomicLong flag) {
        Thread thread =
                new Thread(
                        () -> {
                            try {
                                value.set(sequence.next(SECONDS_20));
                                flag.set(Thread.currentThread().isInterrupted() ? 1 : 0);
                            } catch (ClientException e) {
                                value.set(-1);
                            }
                        });
        thread.start();
        return thread;
    }

    /** Submits and waits until the caller waits, so that arrivals are in order. */
    private <T> Future<T> start(Callable<T> call) {
        Thread[] runner = new Thread[1];
        Future<T> future =
                threads.submit(
                        () -> {
                            runner[0] = Thread.currentThread();
                            return call.call();
                        });
        Awaitility.await()
                .pollDelay(java.time.Duration.ZERO)
                .pollInterval(java.time.Duration.ofMillis(2))
                .until(() -> runner[0] != null && isWaiting(runner[0]));
        return future;
    }

    /** Parked, or reading the socket. */
    private static boolean isWaiting(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getMethodName().equals("parkNanos")
                    || frame.getClassName().equals(FrameInput.class.getName())) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static TreeMap<Long, Integer>[] newMaps(int count) {
        TreeMap[] maps = new TreeMap[count];
        for (int i = 0; i < count; i++) {
            maps[i] = new TreeMap<Long, Integer>();
        }
        return maps;
    }
}
