package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Where a sequence of the source goes on, and how a sequence here gets there. */
@Timeout(60)
final class SourceSequenceTest {
    private static SourceSequence sequence(long increment, boolean cycle, long next) {
        return new SourceSequence(
                "sequence s",
                "s",
                SourceSequence.BIGINT,
                BigInteger.valueOf(increment),
                BigInteger.valueOf(-1_000),
                BigInteger.valueOf(1_000),
                cycle,
                null,
                BigInteger.valueOf(next));
    }

    @Test
    void keepsItsStepBehindAGreaterValueOfAColumn() {
        assertThat(sequence(10, false, 5).beyond(new BigDecimal("25")).next()).isEqualTo(35);
        assertThat(sequence(10, false, 5).beyond(new BigDecimal("24.5")).next()).isEqualTo(35);
        assertThat(sequence(10, false, 5).beyond(new BigDecimal("24")).next()).isEqualTo(25);
        assertThat(sequence(10, false, 5).beyond(new BigDecimal("4")).next()).isEqualTo(5);
        assertThat(sequence(-10, false, 5).beyond(new BigDecimal("-5")).next()).isEqualTo(-15);
        assertThat(sequence(-10, false, 5).beyond(new BigDecimal("6")).next()).isEqualTo(5);
        assertThat(sequence(10, false, 5).beyond(null).next()).isEqualTo(5);
        assertThat(sequence(10, true, 5).beyond(BigDecimal.TEN).next()).isEqualTo(5);
    }

    @Test
    void countsTheMarginInValuesAndWrapsOnlyWhatCycles() {
        assertThat(sequence(10, false, 5).target(3)).isEqualTo(35);
        assertThat(sequence(-10, false, 5).target(3)).isEqualTo(-25);
        assertThat(sequence(10, true, 1_005).target(3)).isEqualTo(-970);
        assertThat(sequence(-10, true, -1_005).target(0)).isEqualTo(1_000);
        assertThat(sequence(10, false, 1_005).target(0)).isEqualTo(1_005);
    }

    @Test
    void refusesAStepOfNothing() {
        assertThatThrownBy(() -> sequence(0, false, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the increment of sequence s is 0");
    }

    /** As the log would apply it: draws from where it is, after others drew too. */
    @Property
    void drawsReachTheTargetAndGoLessThanAStepPastIt(
            @ForAll @LongRange(min = -10_000, max = 10_000) long value,
            @ForAll @LongRange(min = -10_000, max = 10_000) long target,
            @ForAll @IntRange(min = 1, max = 50) int step,
            @ForAll boolean down,
            @ForAll boolean called,
            @ForAll @IntRange(max = 20) int others) {
        int increment = down ? -step : step;
        Place place =
                new Place(
                        increment, Long.MIN_VALUE, Long.MAX_VALUE, false, false, 1, value, called);
        BigInteger goal = BigInteger.valueOf(target);
        if (place.isBehind(goal)) {
            long draws = place.drawsTo(goal).longValueExact();
            long next = place.next().longValueExact() + increment * (draws + others);
            long past = down ? target - next : next - target;
            assertThat(draws).isPositive();
            assertThat(past).isBetween((long) others * step, (long) others * step + step - 1);
        } else {
            assertThat(down ? place.next().compareTo(goal) <= 0 : place.next().compareTo(goal) >= 0)
                    .isTrue();
        }
    }
}
