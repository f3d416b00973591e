package io.nextval.server.state;

import static io.nextval.server.state.Requests.MAX;
import static io.nextval.server.state.Requests.MIN;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.sql.SequenceDefinition;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Grants against two oracles: exact integers, and one value after the other as PostgreSQL does it.
 */
class SequenceArithmeticTest {

    @Property(tries = 100_000)
    void anyGrantIsWhatExactIntegersSay(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SequenceDefinition d = definition(random);
        boolean called = random.nextBoolean();
        long last = called ? within(random, d.minValue(), d.maxValue()) : d.start();
        Sequence sequence = Requests.sequence(d, last, called);
        ExactSequence exact = new ExactSequence(d, last, called);

        for (int grants = 0; grants < 5; grants++) {
            long count = count(random, exact);
            boolean atomic = random.nextBoolean();
            Answer answer = sequence.next(count, atomic);
            long granted = exact.available(count, atomic);
            if (granted == 0) {
                assertThat(Requests.sqlStateOf(answer)).isEqualTo("2200H");
            } else {
                Answer.Granted grant = (Answer.Granted) answer;
                assertThat(grant.count()).isEqualTo(granted);
                for (long i : probes(random, granted, exact)) {
                    assertThat(Grants.valueAt(grant, i)).as("value %s", i).isEqualTo(exact.at(i));
                }
                exact.advance(granted);
            }
            assertThat(sequence.lastValue()).isEqualTo(exact.last());
            assertThat(sequence.isCalled()).isEqualTo(exact.isCalled());
        }
    }

    @Property(tries = 30_000)
    void aGrantOfManyIsAsManyGrantsOfOne(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        SequenceDefinition d = fewSteps(random);
        Sequence together = Requests.sequence(d, d.start(), false);
        PostgresSequence single = new PostgresSequence(d);

        for (int grants = 0; grants < 6; grants++) {
            long count = random.nextLong(1, 40);
            List<Long> expected = new ArrayList<>();
            for (long i = 0; i < count; i++) {
                Long value = single.next();
                if (value == null) {
                    break;
                }
                expected.add(value);
            }
            List<Long> actual = new ArrayList<>();
            if (together.next(count, false) instanceof Answer.Granted granted) {
                for (long i = 0; i < granted.count(); i++) {
                    actual.add(Grants.valueAt(granted, i));
                }
            }
            assertThat(actual).isEqualTo(expected);
        }
    }

    private static SequenceDefinition definition(SplittableRandom random) {
        while (true) {
            long a = edgy(random);
            long b = edgy(random);
            long increment = edgy(random);
            if (a != b && increment != 0) {
                long min = Math.min(a, b);
                long max = Math.max(a, b);
                long start = within(random, min, max);
                return Requests.bounded(start, increment, min, max, random.nextBoolean());
            }
        }
    }

    /** A span of at most 60 steps, most of them at an end of 64 bits. */
    private static SequenceDefinition fewSteps(SplittableRandom random) {
        long magnitude =
                random.nextBoolean() ? random.nextLong(1, 5) : random.nextLong(1, MAX / 64);
        long span = magnitude * random.nextLong(0, 60) + random.nextLong(1, magnitude + 1);
        long min =
                switch (random.nextInt(3)) {
                    case 0 -> MIN;
                    case 1 -> MAX - span;
                    default -> random.nextLong(MIN, MAX - span);
                };
        long start = within(random, min, min + span);
        long increment = random.nextBoolean() ? magnitude : -magnitude;
        return Requests.bounded(start, increment, min, min + span, random.nextBoolean());
    }

    private static long count(SplittableRandom random, ExactSequence exact) {
        BigInteger left = exact.left();
        long near = left.min(BigInteger.valueOf(MAX - 5)).longValueExact();
        return switch (random.nextInt(4)) {
            case 0 -> Math.max(1, near + random.nextInt(-2, 3));
            case 1 -> random.nextLong(1, 10);
            case 2 -> MAX - random.nextInt(3);
            default -> random.nextLong(1, MAX);
        };
    }

    private static List<Long> probes(SplittableRandom random, long count, ExactSequence exact) {
        List<Long> probes = new ArrayList<>(List.of(0L, count - 1, count / 2));
        probes.add(random.nextLong(count));
        long left = exact.left().min(BigInteger.valueOf(MAX - 5)).longValueExact();
        for (long i = left - 2; i <= left + 2; i++) {
            if (i >= 0 && i < count) {
                probes.add(i);
            }
        }
        return probes;
    }

    private static long edgy(SplittableRandom random) {
        long small = random.nextInt(-4, 5);
        return switch (random.nextInt(6)) {
            case 0 -> MIN + Math.abs(small);
            case 1 -> MAX - Math.abs(small);
            case 2 -> small;
            case 3 -> (1L << random.nextInt(64)) + small;
            case 4 -> random.nextInt(-1000, 1000);
            default -> random.nextLong();
        };
    }

    private static long within(SplittableRandom random, long min, long max) {
        return switch (random.nextInt(4)) {
            case 0 -> min;
            case 1 -> max;
            default ->
                    max == MAX
                            ? Math.max(min, random.nextLong(min, max))
                            : random.nextLong(min, max + 1);
        };
    }
}
