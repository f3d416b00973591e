package io.nextval.server.state;

import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

/** One value at a time, decided as PostgreSQL's {@code nextval_internal} decides it. */
final class PostgresSequence {
    private final SequenceDefinition d;
    private long last;
    private boolean called;

    PostgresSequence(SequenceDefinition definition) {
        d = definition;
        last = definition.start();
    }

    /** The next value, or null when there is none. */
    @Nullable Long next() {
        if (!called) {
            called = true;
            return last;
        }
        long inc = d.increment();
        long min = d.minValue();
        long max = d.maxValue();
        boolean over =
                inc > 0
                        ? (max >= 0 && last > max - inc) || (max < 0 && last + inc > max)
                        : (min < 0 && last < min - inc) || (min >= 0 && last + inc < min);
        if (over && !d.cycle()) {
            return null;
        }
        if (over) {
            last = inc > 0 ? min : max;
        } else {
            last += inc;
        }
        return last;
    }
}
