package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.client.ScriptedNode.Drop;
import io.nextval.client.ScriptedNode.Obey;
import io.nextval.wire.Granted;
import io.nextval.wire.Next;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Many callers while connections are dropped before and after execution, leaders change, nodes fall
 * silent and registrations are forgotten: nobody sees an error, and every number is handed out
 * once.
 */
@Timeout(120)
class DisturbedClusterTest {
    private static final long SECONDS_60 = TimeUnit.SECONDS.toNanos(60);
    private static final int THREADS = 24;
    private final AtomicBoolean over = new AtomicBoolean();

    @Test
    void handsEveryNumberOutOnceWhateverHappens() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ScriptedCluster cluster = new ScriptedCluster(3)) {
            cluster.create("a", Long.MAX_VALUE);
            cluster.create("b", Long.MAX_VALUE);
            Client client = new Client(cluster.settings(200));
            client.connect(System.nanoTime() + SECONDS_60);
            List<Future<List<long[]>>> callers = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                String name = t % 3 == 0 ? "b" : "a";
                int rows = t % 8 == 0 ? 3 : 1;
                callers.add(threads.submit(() -> call(client, name, rows)));
            }
            disturb(cluster, new Random(seed));
            over.set(true);
            for (int i = 0; i < 3; i++) {
                cluster.node(i).script(request -> new Obey());
                cluster.node(i).resume();
            }
            check(cluster, "a", callers, t -> t % 3 != 0);
            check(cluster, "b", callers, t -> t % 3 == 0);
            client.close();
        } finally {
            threads.shutdownNow();
        }
    }

    private List<long[]> call(Client client, String name, int rows) throws ClientException {
        String sql = "select nextval('" + name + "')";
        SequenceHandle sequence =
                client.compile("public", sql, List.of(), Deadline.after(SECONDS_60))
                        .sequences()
                        .get(0);
        List<long[]> runs = new ArrayList<>();
        long before = 0;
        while (!over.get()) {
            long first;
            if (rows == 1) {
                first = sequence.next(SECONDS_60);
            } else {
                Granted granted = sequence.next(rows, SECONDS_60);
                first = granted.first();
            }
            assertThat(first).isGreaterThan(before);
            before = first + rows - 1;
            runs.add(new long[] {first, before});
        }
        return runs;
    }

    private static void disturb(ScriptedCluster cluster, Random random) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
        while (end - System.nanoTime() > 0) {
            ScriptedNode node = cluster.node(random.nextInt(3));
            switch (random.nextInt(6)) {
                case 0 -> cluster.leader(random.nextInt(3));
                case 1 -> node.dropConnections();
                case 2 -> node.once(Next.class, new Drop(true));
                case 3 -> node.once(Next.class, new Drop(false));
                case 4 -> {
                    node.pause();
                    LockSupport.parkNanos(random.nextInt(400) * 1_000_000L);
                    cluster.leader(random.nextInt(3));
                    node.resume();
                }
                default -> {
                    node.close();
                    LockSupport.parkNanos(random.nextInt(50) * 1_000_000L);
                    node.start();
                }
            }
            LockSupport.parkNanos(random.nextInt(20) * 1_000_000L);
        }
    }

    private static void check(
            ScriptedCluster cluster,
            String name,
            List<Future<List<long[]>>> callers,
            java.util.function.IntPredicate asks)
            throws Exception {
        List<long[]> all = new ArrayList<>();
        for (int t = 0; t < callers.size(); t++) {
            if (asks.test(t)) {
                all.addAll(callers.get(t).get());
            }
        }
        all.sort((x, y) -> Long.compare(x[0], y[0]));
        long next = 1;
        for (long[] run : all) {
            assertThat(run[0]).isEqualTo(next);
            next = run[1] + 1;
        }
        assertThat(cluster.last(name)).isEqualTo(next - 1);
        System.out.println(name + ": " + (next - 1) + " numbers");
    }
}
