package io.nextval.server.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ValueCheckTest {
    private final ValueCheck check = new ValueCheck();

    @Test
    void acceptsEachNumberOnceInAnyOrder() {
        ValueLog one = new ValueLog();
        ValueLog other = new ValueLog();
        for (long value = 1; value <= 10_000; value++) {
            (value % 3 == 0 ? one : other).add(value);
        }
        other.drainTo(check);
        one.drainTo(check);
        one.drainTo(check);
        assertThat(check.values()).isEqualTo(10_000);
        assertThat(check.duplicates()).isZero();
        assertThat(check.gaps()).isZero();
        assertThat(check.strangers()).isZero();
    }

    @Test
    void convictsADuplicateThatAGapMakesUpFor() {
        check.add(1, 4);
        check.add(4, 4);
        check.add(6, 6);
        assertThat(check.values()).isEqualTo(6);
        assertThat(check.duplicates()).isEqualTo(1);
        assertThat(check.gaps()).isEqualTo(1);
    }

    @Test
    void convictsValuesThatTheSequenceCanNotHaveGiven() {
        check.add(0, 0);
        check.add(-5, -4);
        check.add(1L << 40, 1L << 40);
        assertThat(check.strangers()).isEqualTo(4);
    }

    @Test
    void logKeepsRunsTogether() {
        ValueLog log = new ValueLog();
        for (long value : new long[] {5, 6, 7, 9, 8, 1}) {
            log.add(value);
        }
        log.drainTo(check);
        assertThat(check.values()).isEqualTo(6);
        assertThat(check.duplicates()).isZero();
        assertThat(check.gaps()).isEqualTo(3);
    }
}
