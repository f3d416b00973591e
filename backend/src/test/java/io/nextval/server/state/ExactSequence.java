package io.nextval.server.state;

import io.nextval.sql.SequenceDefinition;

import java.math.BigInteger;

/** What a sequence should do, in integers without bounds. */
final class ExactSequence {
    private final BigInteger increment;
    private final BigInteger min;
    private final BigInteger max;
    private final boolean cycle;
    private BigInteger last;
    private boolean called;

    ExactSequence(SequenceDefinition definition, long last, boolean called) {
        increment = BigInteger.valueOf(definition.increment());
        min = BigInteger.valueOf(definition.minValue());
        max = BigInteger.valueOf(definition.maxValue());
        cycle = definition.cycle();
        this.last = BigInteger.valueOf(last);
        this.called = called;
    }

    /** Values before the end of this run. */
    BigInteger left() {
        BigInteger steps = valuesFrom(last).subtract(BigInteger.ONE);
        return called ? steps : steps.add(BigInteger.ONE);
    }

    /** How many of {@code count} values must be granted. */
    long available(long count, boolean atomic) {
        BigInteger asked = BigInteger.valueOf(count);
        if (cycle || asked.compareTo(left()) <= 0) {
            return count;
        }
        return atomic ? 0 : left().longValueExact();
    }

    /** The value that is {@code index} values after the next one. */
    long at(long index) {
        BigInteger i = BigInteger.valueOf(index);
        if (i.compareTo(left()) < 0) {
            BigInteger first = called ? last.add(increment) : last;
            return first.add(i.multiply(increment)).longValueExact();
        }
        BigInteger restart = increment.signum() > 0 ? min : max;
        BigInteger inCycle = i.subtract(left()).mod(valuesFrom(restart));
        return restart.add(inCycle.multiply(increment)).longValueExact();
    }

    void advance(long count) {
        last = BigInteger.valueOf(at(count - 1));
        called = true;
    }

    long last() {
        return last.longValueExact();
    }

    boolean isCalled() {
        return called;
    }

    private BigInteger valuesFrom(BigInteger value) {
        BigInteger room = increment.signum() > 0 ? max.subtract(value) : value.subtract(min);
        return room.divide(increment.abs()).add(BigInteger.ONE);
    }
}
