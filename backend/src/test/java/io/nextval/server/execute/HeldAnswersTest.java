package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.nextval.server.state.Answer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

@Timeout(60)
class HeldAnswersTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Answer DONE = new Answer.Done(List.of());

    private final HeldAnswers held = new HeldAnswers();
    private final AtomicLong logTime = new AtomicLong(1_000);
    private final ConcurrentLinkedQueue<Answer> told = new ConcurrentLinkedQueue<>();

    @Test
    void passesOnAtOnceWhatIsDue() {
        assertThat(hold(1_000)).isTrue();
        assertThat(told).containsExactly(DONE);
        assertThat(held.waiting()).isZero();
    }

    @Test
    void waitsForLogTimeAndNotForItsOwnTimer() {
        hold(1_020);
        await().during(Duration.ofMillis(300))
                .atMost(LIMIT)
                .until(() -> told.isEmpty() && held.waiting() == 1);

        logTime.set(1_020);
        await().atMost(LIMIT).until(() -> held.waiting() == 0 && told.contains(DONE));
        assertThat(told).hasSize(1);
    }

    /** A node that leads again goes on where the state is, which is behind its old clock. */
    @Test
    void waitsOnWhenTheClockIsSetBack() {
        hold(1_050);
        logTime.set(900);
        await().during(Duration.ofMillis(300)).atMost(LIMIT).until(told::isEmpty);

        logTime.set(2_000);
        await().atMost(LIMIT).until(() -> told.contains(DONE));
    }

    @Test
    void takesNoMoreThanTheLimit() {
        for (int i = 0; i < HeldAnswers.WAITING_MAX; i++) {
            assertThat(hold(1_200)).isTrue();
        }
        assertThat(hold(1_200)).isFalse();
        assertThat(hold(1_000)).isTrue();
        assertThat(told).hasSize(1);

        logTime.set(1_200);
        await().atMost(LIMIT).until(() -> held.waiting() == 0);
        await().atMost(LIMIT).until(() -> told.size() == HeldAnswers.WAITING_MAX + 1);
        assertThat(hold(1_300)).isTrue();
    }

    private boolean hold(long until) {
        return held.hold(new Answer.Held(until, DONE), logTime::get, told::add);
    }
}
