package io.nextval.client.blocks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.nextval.client.ClientException;
import io.nextval.client.Deadline;
import io.nextval.wire.Granted;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** What callers get from reserved blocks, and when they do not. */
@Timeout(60)
class BlockCacheTest {
    private static final long SECONDS_20 = TimeUnit.SECONDS.toNanos(20);

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private static long next(ScriptedSequence sequence) throws ClientException {
        return sequence.cache().next(Deadline.after(SECONDS_20));
    }

    private static Granted next(ScriptedSequence sequence, long count) throws ClientException {
        return sequence.cache().next(count, Deadline.after(SECONDS_20));
    }

    private static void assertExhausted(Callable<?> call) {
        assertThatThrownBy(call::call)
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("2200H"));
    }

    @Test
    void servesManyCallsFromFewReservationsInOrder() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(100);
        for (int i = 1; i <= 50; i++) {
            assertThat(next(sequence)).isEqualTo(i);
        }
        assertThat(sequence.reservations()).isLessThanOrEqualTo(2);
        for (int i = 51; i <= 10_000; i++) {
            assertThat(next(sequence)).isEqualTo(i);
        }
        assertThat(sequence.reservations()).isLessThanOrEqualTo(100);
        assertThat(sequence.draws()).isZero();
    }

    @Test
    void reservesAheadSoThatHardlyAnyCallWaits() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(1_000);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        long value = 0;
        while (System.nanoTime() < end) {
            long later = next(sequence);
            assertThat(later).isGreaterThan(value);
            value = later;
        }
        assertThat(sequence.ahead()).isPositive();
        assertThat(sequence.reservations() - sequence.ahead()).isLessThan(20);
    }

    @Test
    void asksForNoMoreThanTheLimitAllows() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(2);
        for (int i = 0; i < 200_000; i++) {
            next(sequence);
        }
        assertThat(sequence.largest())
                .isGreaterThan(2)
                .isLessThanOrEqualTo(2 * BlockLimits.RESERVATION_BLOCKS_MAX);
    }

    @Test
    void throwsAwayWhatIsLeftWhenTheValidityEnds() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(100);
        sequence.validFor(30);
        long began = System.nanoTime();
        assertThat(next(sequence)).isEqualTo(1);
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> System.nanoTime() - began > 40_000_000);
        sequence.restart(5_000);
        assertThat(next(sequence)).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void countsTheValidityFromBeforeTheRequest() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(100);
        sequence.validFor(50);
        sequence.shut();
        Future<Long> first = threads.submit(() -> next(sequence));
        await().until(() -> sequence.held() == 1);
        long began = System.nanoTime();
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> System.nanoTime() - began > 60_000_000);
        sequence.open();
        assertThat(first.get()).as("of the call that began before the request").isEqualTo(1);
        sequence.restart(5_000);
        assertThat(next(sequence)).as("of a call after it").isEqualTo(5_000);
    }

    @Test
    void givesSeveralValuesInARowAndThrowsTheRestAwayWhenItIsTooLittle() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        assertThat(next(sequence)).isEqualTo(1);
        assertThat(next(sequence, 7)).isEqualTo(new Granted(7, 2, 7, 1, null));
        Granted after = next(sequence, 7);
        assertThat(after.first()).isGreaterThan(10);
        assertThat(next(sequence)).isEqualTo(after.value(6) + 1);
        assertThat(sequence.draws()).isZero();
    }

    @Test
    void drawsDirectlyWhatIsMoreThanTheCacheAndGoesOnBehindIt() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        assertThat(next(sequence)).isEqualTo(1);
        Granted many = next(sequence, 50);
        assertThat(sequence.draws()).isEqualTo(1);
        assertThat(next(sequence)).isGreaterThan(many.value(49));
    }

    @Test
    void aValueDrawnDirectlyPassesTheReservationThatIsUnderWay() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        sequence.shut();
        Future<Long> waiting = threads.submit(() -> next(sequence));
        await().until(() -> sequence.held() == 1);
        assertThat(next(sequence, 50).first()).isEqualTo(1);
        sequence.open();
        assertThat(waiting.get()).isEqualTo(51);
        assertThat(next(sequence)).as("none of a block that was asked for before").isEqualTo(61);
    }

    @Test
    void goesBackToDrawingWhenTheSequenceHasTurnedStrict() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        for (int i = 1; i <= 9; i++) {
            assertThat(next(sequence)).isEqualTo(i);
        }
        sequence.turnStrict();
        long before = 9;
        for (int i = 0; i < 40; i++) {
            long value = next(sequence);
            assertThat(value).isGreaterThan(before);
            before = value;
        }
        int reservations = sequence.reservations();
        assertThat(next(sequence)).isEqualTo(before + 1);
        assertThat(next(sequence, 3)).isEqualTo(new Granted(7, before + 2, 3, 1, null));
        assertThat(sequence.reservations()).isEqualTo(reservations);
    }

    @Test
    void losesNoNumberOfASequenceThatIsStrictWhenTheReservationArrives() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        assertThat(next(sequence, 9).first()).isEqualTo(1);
        sequence.shut();
        assertThat(next(sequence)).as("the last one, which asks ahead").isEqualTo(10);
        await().until(() -> sequence.held() == 1);
        sequence.turnStrict();
        sequence.open();
        await().until(() -> sequence.held() == 0);
        for (int i = 11; i < 20; i++) {
            assertThat(next(sequence)).isEqualTo(i);
        }
        assertThat(sequence.ahead()).isEqualTo(1);
    }

    @Test
    void aCallerThatWaitedForABlockDrawsWhenTheSequenceHasTurnedStrict() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        sequence.turnStrict();
        assertThat(next(sequence)).isEqualTo(1);
        assertThat(next(sequence)).isEqualTo(2);
        assertThat(sequence.reservations()).isEqualTo(1);
        assertThat(sequence.draws()).isEqualTo(2);
    }

    @Test
    void handsOutTheLastValuesAndThenSaysThatTheSequenceIsExhausted() throws Exception {
        ScriptedSequence sequence = new ScriptedSequence(1, 14, 1, 10);
        for (int i = 1; i <= 10; i++) {
            assertThat(next(sequence)).isEqualTo(i);
        }
        assertExhausted(() -> next(sequence, 5));
        for (int i = 11; i <= 14; i++) {
            assertThat(next(sequence)).isEqualTo(i);
        }
        assertExhausted(() -> next(sequence));
        assertExhausted(() -> next(sequence, 1));
    }

    @Test
    void countsDownToTheSmallestLong() throws Exception {
        long first = Long.MIN_VALUE + 24;
        ScriptedSequence sequence = new ScriptedSequence(first, Long.MIN_VALUE, -3, 5);
        for (int i = 0; i < 9; i++) {
            assertThat(next(sequence)).isEqualTo(first - 3L * i);
        }
        assertExhausted(() -> next(sequence));
    }

    @Test
    void refusesTogetherThoseWhoWaitedAndNobodyWhoComesLater() throws Exception {
        ScriptedSequence sequence = new ScriptedSequence(1, 1, 1, 10);
        assertThat(next(sequence)).isEqualTo(1);
        sequence.shut();
        List<Future<Long>> waiting = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            waiting.add(threads.submit(() -> next(sequence)));
        }
        await().until(() -> sequence.held() == 1);
        sequence.open();
        for (Future<Long> call : waiting) {
            assertThatThrownBy(call::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .hasMessageContaining("reached the last value");
        }
        sequence.extend(100);
        assertThat(next(sequence)).isEqualTo(2);
    }

    @Test
    void aWaitingCallerLeavesWhenItsTimeIsUpAndTheOthersGetTheirValues() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        sequence.shut();
        Future<Long> patient = threads.submit(() -> next(sequence));
        await().until(() -> sequence.held() == 1);
        assertThatThrownBy(() -> sequence.cache().next(Deadline.after(20_000_000)))
                .isInstanceOfSatisfying(
                        ClientException.class, e -> assertThat(e.sqlState()).isEqualTo("NV001"));
        sequence.open();
        assertThat(patient.get()).isEqualTo(1);
        assertThat(next(sequence)).isEqualTo(2);
    }

    @Test
    void anotherCallerReservesWhenTheOneThatDidHasLeft() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        sequence.shut();
        CompletableFuture<Deadline> deadline = new CompletableFuture<>();
        Future<Long> first =
                threads.submit(
                        () -> {
                            deadline.complete(Deadline.after(SECONDS_20));
                            return sequence.cache().next(deadline.get());
                        });
        await().until(() -> sequence.held() == 1);
        Future<Long> second = threads.submit(() -> next(sequence));
        deadline.get().cancel();
        assertThatThrownBy(first::get).hasCauseInstanceOf(ClientException.class);
        sequence.open();
        assertThat(second.get()).isEqualTo(1);
        assertThat(sequence.reservations()).isEqualTo(2);
    }

    @Test
    void anInterruptedCallerGetsItsValueAndKeepsTheInterrupt() throws Exception {
        ScriptedSequence sequence = ScriptedSequence.ascending(10);
        sequence.shut();
        Future<Long> first = threads.submit(() -> next(sequence));
        await().until(() -> sequence.held() == 1);
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        Future<Boolean> second =
                threads.submit(
                        () -> {
                            thread.complete(Thread.currentThread());
                            assertThat(next(sequence)).isPositive();
                            return Thread.interrupted();
                        });
        Thread waiting = thread.get();
        await().until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        waiting.interrupt();
        sequence.open();
        assertThat(second.get()).isTrue();
        assertThat(first.get()).isPositive();
    }
}
