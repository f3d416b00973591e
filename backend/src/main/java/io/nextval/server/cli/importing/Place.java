package io.nextval.server.cli.importing;

import java.math.BigInteger;

/**
 * Where a sequence of the cluster is.
 *
 * @param cached whether drivers may have blocks of it
 * @param value the last value, or the first one if none was drawn yet
 * @param called whether the value was drawn
 */
record Place(
        long increment,
        long minimum,
        long maximum,
        boolean cycle,
        boolean cached,
        long cache,
        long value,
        boolean called) {
    /** The value of the next draw, past a bound if there is none left. */
    BigInteger next() {
        BigInteger last = BigInteger.valueOf(value);
        return called ? last.add(BigInteger.valueOf(increment)) : last;
    }

    boolean isBehind(BigInteger target) {
        int further = target.compareTo(next());
        return increment > 0 ? further > 0 : further < 0;
    }

    /** How many draws make a target, or a value behind it, the next one. */
    BigInteger drawsTo(BigInteger target) {
        BigInteger distance = target.subtract(next()).abs();
        BigInteger step = BigInteger.valueOf(increment).abs();
        return distance.add(step).subtract(BigInteger.ONE).divide(step);
    }

    /** Whether a value is outside of the bounds. */
    boolean excludes(BigInteger target) {
        return target.compareTo(BigInteger.valueOf(minimum)) < 0
                || target.compareTo(BigInteger.valueOf(maximum)) > 0;
    }
}
