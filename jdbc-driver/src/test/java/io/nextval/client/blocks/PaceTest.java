package io.nextval.client.blocks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;

/** How many values are reserved at once, and when the next ones are asked for. */
@Timeout(20)
class PaceTest {
    private static final long MILLI = 1_000_000;

    private final Pace pace = new Pace();
    private long now;
    private long used;

    private long after(long millis, long values) {
        now += millis * MILLI;
        used += values;
        return pace.values(100, 1, used, now);
    }

    @Test
    void asksForOneBlockAtFirstAndForFourTimesAsMuchAtMostFromThenOn() {
        List<Long> asked = new ArrayList<>();
        asked.add(after(0, 0));
        for (int i = 0; i < 7; i++) {
            asked.add(after(1, 10_000_000));
        }
        assertThat(asked)
                .containsExactly(100L, 400L, 1_600L, 6_400L, 25_600L, 25_600L, 25_600L, 25_600L);
    }

    @Test
    void asksForWhatIsUsedUpInATenthOfASecond() {
        long asked = 0;
        for (int i = 0; i < 10; i++) {
            asked = after(50, 480);
        }
        assertThat(asked).isEqualTo(1_000);
        assertThat(after(1_000, 1)).isEqualTo(100);
    }

    @Test
    void asksForAsMuchAsCallersWaitFor() {
        assertThat(after(0, 0)).isEqualTo(100);
        assertThat(pace.values(100, 350, 0, MILLI)).isEqualTo(400);
    }

    @Test
    void neverAsksForMoreThanALongHolds() {
        assertThat(pace.values(Long.MAX_VALUE, 1, 0, 0)).isEqualTo(Long.MAX_VALUE);
        assertThat(pace.values(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 1))
                .isEqualTo(Long.MAX_VALUE);
        assertThat(pace.values(Long.MAX_VALUE / 2, Long.MAX_VALUE, Long.MAX_VALUE, 2)).isPositive();
    }

    @Test
    void asksForTheNextBlockInTimeForFourRoundTrips() {
        after(0, 0);
        after(10, 1_000);
        assertThat(pace.aheadAt(10_000)).as("50 ms at 100 a ms").isEqualTo(5_000);
        pace.answeredAfter(20 * MILLI);
        assertThat(pace.aheadAt(10_000)).as("80 ms at 100 a ms").isEqualTo(2_000);
        assertThat(pace.aheadAt(8_000)).as("used up before").isZero();
    }

    @Test
    void asksForTheNextBlockWithTheLastValueWhenFewAreUsed() {
        after(0, 0);
        after(10_000, 1);
        assertThat(pace.aheadAt(100)).isEqualTo(99);
    }
}
