package io.nextval.server.state;

import static io.nextval.server.state.Requests.MAX;
import static io.nextval.server.state.Requests.MIN;
import static io.nextval.server.state.Requests.bounded;
import static io.nextval.server.state.Requests.messageOf;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.Wrap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The cases that a reader wants to see; {@link SequenceArithmeticTest} tries all others. */
@Timeout(60)
class SequenceTest {

    @Test
    void startsAtItsStartAndStepsByItsIncrement() {
        Sequence sequence = sequence(bounded(10, 5, 1, 100, false));

        assertThat(sequence.next(1, false)).isEqualTo(grant(10, 1, 5));
        assertThat(sequence.next(3, false)).isEqualTo(grant(15, 3, 5));
        assertThat(sequence.next(1, false)).isEqualTo(grant(30, 1, 5));
    }

    @Test
    void givesWhatIsLeftToCombinedRequestsAndThenSaysThatItIsExhausted() {
        Sequence sequence = sequence(bounded(1, 1, 1, 100, false));
        sequence.next(98, false);

        assertThat(sequence.next(5, false)).isEqualTo(grant(99, 2, 1));
        Answer refused = sequence.next(1, false);
        assertThat(sqlStateOf(refused)).isEqualTo("2200H");
        assertThat(messageOf(refused))
                .isEqualTo("nextval: reached maximum value of sequence \"orders\" (100)");
    }

    @Test
    void givesAllOrNothingToAnAtomicRequest() {
        Sequence sequence = sequence(bounded(1, 1, 1, 100, false));
        sequence.next(98, false);

        assertThat(sqlStateOf(sequence.next(3, true))).isEqualTo("2200H");
        assertThat(sequence.next(2, true)).isEqualTo(grant(99, 2, 1));
    }

    @Test
    void descendsToItsMinimum() {
        Sequence sequence = sequence(bounded(-1, -1, MIN, -1, false));

        assertThat(sequence.next(2, false)).isEqualTo(grant(-1, 2, -1));
        assertThat(sequence.next(MAX - 2, false)).isEqualTo(grant(-3, MAX - 2, -1));
        assertThat(sequence.next(5, false)).isEqualTo(grant(MIN, 1, -1));
    }

    @Test
    void takesStepsAsWideAsSixtyFourBits() {
        Sequence down = sequence(bounded(MAX, MIN, MIN, MAX, false));
        assertThat(down.next(9, false)).isEqualTo(grant(MAX, 2, MIN));
        assertThat(messageOf(down.next(1, false)))
                .isEqualTo("nextval: reached minimum value of sequence \"orders\" (" + MIN + ")");

        Sequence up = sequence(bounded(MIN, MAX, MIN, MAX, false));
        assertThat(up.next(9, false)).isEqualTo(grant(MIN, 3, MAX));
        assertThat(up.lastValue()).isEqualTo(MAX - 1);
    }

    @Test
    void holdsAllTwoToTheSixtyFourValues() {
        Sequence sequence = sequence(bounded(MIN, 1, MIN, MAX, false));

        assertThat(sequence.next(MAX, true)).isEqualTo(grant(MIN, MAX, 1));
        assertThat(sequence.next(MAX, true)).isEqualTo(grant(-1, MAX, 1));
        assertThat(sequence.next(MAX, false)).isEqualTo(grant(MAX - 1, 2, 1));
        assertThat(sqlStateOf(sequence.next(1, false))).isEqualTo("2200H");
    }

    @Test
    void cyclesToTheMinimumAndNotToTheStart() {
        Sequence sequence = sequence(bounded(7, 2, 1, 10, true));

        // 7 9 | 1 3 5 7 9 | 1 …
        assertThat(sequence.next(8, true)).isEqualTo(grant(7, 8, 2, new Wrap(2, 1, 5)));
        assertThat(sequence.next(1, true)).isEqualTo(grant(3, 1, 2));
    }

    @Test
    void cyclesToTheMaximumWhenItDescends() {
        Sequence sequence = sequence(bounded(2, -1, 1, 3, true));

        assertThat(sequence.next(2, false)).isEqualTo(grant(2, 2, -1));
        assertThat(sequence.next(4, false)).isEqualTo(grant(3, 4, -1, new Wrap(3, 3, 3)));
    }

    @Test
    void cyclesOnOneValueWhenAStepIsWiderThanItsSpan() {
        Sequence sequence = sequence(bounded(5, 20, 1, 10, true));

        assertThat(sequence.next(3, true)).isEqualTo(grant(5, 3, 20, new Wrap(1, 1, 1)));
        assertThat(sequence.next(1, true)).isEqualTo(grant(1, 1, 20));
    }

    @Test
    void cyclesOverMoreValuesThanAnyGrantCanHave() {
        Sequence sequence = sequence(bounded(MAX, 1, MIN, MAX, true));

        assertThat(sequence.next(MAX, true)).isEqualTo(grant(MAX, MAX, 1, new Wrap(1, MIN, MAX)));
        assertThat(sequence.next(1, true)).isEqualTo(grant(-2, 1, 1));
    }

    @Test
    void refusesACountBelowOne() {
        Sequence sequence = sequence(bounded(1, 1, 1, 100, true));

        assertThat(sqlStateOf(sequence.next(0, false))).isEqualTo("22023");
        assertThat(messageOf(sequence.next(MIN, true)))
                .isEqualTo("count must be at least 1, not " + MIN);
        assertThat(sequence.next(1, false)).isEqualTo(grant(1, 1, 1));
    }

    private static Sequence sequence(SequenceDefinition definition) {
        SequenceName name = new SequenceName("public", "orders");
        return new Sequence(
                4096, name, definition, definition.start(), false, 0, null, Access.NOBODYS);
    }

    private static Answer grant(long first, long count, long increment) {
        return new Answer.Granted(4096, first, count, increment, null);
    }

    private static Answer grant(long first, long count, long increment, Wrap wrap) {
        return new Answer.Granted(4096, first, count, increment, wrap);
    }
}
