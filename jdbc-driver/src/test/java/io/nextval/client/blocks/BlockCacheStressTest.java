package io.nextval.client.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.wire.Granted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Many callers at once, with blocks that end after milliseconds, requests for one and for several
 * values, and values drawn directly in between: no value twice, and of two calls of which one
 * returned before the other began the first has the earlier value.
 */
@Timeout(120)
class BlockCacheStressTest {
    private static final int CALLERS = 8;
    private static final int CALLS = 20_000;

    private record Call(long began, long returned, long first, long last) {}

    private final ExecutorService threads = Executors.newFixedThreadPool(CALLERS);

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @RepeatedTest(5)
    void handsOutEachValueOnceAndInTheOrderOfTheCalls() throws Exception {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        ScriptedSequence sequence = ScriptedSequence.ascending(20);
        sequence.validFor(2);
        List<Future<List<Call>>> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Random random = new Random(seed + i);
            callers.add(threads.submit(() -> calls(sequence, random)));
        }
        List<Call> calls = new ArrayList<>();
        for (Future<List<Call>> caller : callers) {
            calls.addAll(caller.get());
        }
        assertThat(calls).as("seed %d", seed).hasSize(CALLERS * CALLS);
        assertThat(sequence.draws()).isPositive();
        assertThat(sequence.ahead()).isPositive();
        assertEachOnce(calls, seed);
        assertOrder(calls, seed);
    }

    private static List<Call> calls(ScriptedSequence sequence, Random random)
            throws ClientException {
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            int kind = random.nextInt(1_000);
            long began = System.nanoTime();
            Deadline deadline = Deadline.after(TimeUnit.SECONDS.toNanos(20));
            if (kind < 970) {
                long value = sequence.cache().next(deadline);
                calls.add(new Call(began, System.nanoTime(), value, value));
            } else {
                long count = kind < 990 ? 7 : 50;
                Granted values = sequence.cache().next(count, deadline);
                assertThat(values.count()).isEqualTo(count);
                long last = values.value(count - 1);
                calls.add(new Call(began, System.nanoTime(), values.first(), last));
            }
        }
        return calls;
    }

    private static void assertEachOnce(List<Call> calls, long seed) {
        calls.sort(Comparator.comparingLong(Call::first));
        long last = 0;
        for (Call call : calls) {
            assertThat(call.first()).as("seed %d: %s", seed, call).isGreaterThan(last);
            last = call.last();
        }
    }

    private static void assertOrder(List<Call> calls, long seed) {
        List<Call> returned = new ArrayList<>(calls);
        returned.sort(Comparator.comparingLong(Call::returned));
        calls.sort(Comparator.comparingLong(Call::began));
        long greatest = 0;
        int next = 0;
        for (Call call : calls) {
            while (returned.get(next).returned() < call.began()) {
                greatest = Math.max(greatest, returned.get(next++).last());
            }
            assertThat(call.first()).as("seed %d: %s", seed, call).isGreaterThan(greatest);
        }
    }
}
