package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * A sequence of the source, or a column that the source numbers. Numbers are as wide as the source
 * has them: Oracle's bounds have 28 digits, MySQL's columns may be unsigned.
 *
 * @param type {@code smallint}, {@code integer} or {@code bigint}
 * @param last the value that was given last, as far as the source says; null if there is none
 * @param next the value that the source would give next, past a bound if there is none left
 */
record SourceSequence(
        String source,
        String name,
        String type,
        BigInteger increment,
        BigInteger minimum,
        BigInteger maximum,
        boolean cycle,
        @Nullable BigInteger last,
        BigInteger next)
        implements Finding {
    static final String BIGINT = "bigint";

    SourceSequence {
        if (increment.signum() == 0) {
            throw new IllegalArgumentException("the increment of " + source + " is 0");
        }
    }

    boolean ascending() {
        return increment.signum() > 0;
    }

    /**
     * The same, but further on than a value that its column has. The step of the values stays: a
     * sequence that gives odd numbers goes on with odd numbers. One that cycles goes where it is,
     * since it will meet the old values again anyway.
     */
    SourceSequence beyond(@Nullable BigDecimal extreme) {
        if (extreme == null || cycle) {
            return this;
        }
        BigInteger seen =
                extreme.setScale(0, ascending() ? RoundingMode.CEILING : RoundingMode.FLOOR)
                        .toBigInteger();
        BigInteger ahead = seen.subtract(next).multiply(sign());
        if (ahead.signum() < 0) {
            return this;
        }
        BigInteger steps = ahead.divide(increment.abs()).add(BigInteger.ONE);
        return new SourceSequence(
                source,
                name,
                type,
                increment,
                minimum,
                maximum,
                false,
                seen,
                next.add(steps.multiply(increment)));
    }

    /** Where the sequence has to begin here: so many values behind the next one of the source. */
    BigInteger target(long margin) {
        BigInteger from = next;
        if (cycle && isPast(next)) {
            from = ascending() ? minimum : maximum;
        }
        return from.add(increment.multiply(BigInteger.valueOf(margin)));
    }

    /** Whether a value is past the bound that the sequence counts to. */
    boolean isPast(BigInteger value) {
        return ascending() ? value.compareTo(maximum) > 0 : value.compareTo(minimum) < 0;
    }

    /** The bound that the sequence counts to, in SQL. */
    String bound() {
        return ascending() ? "MAXVALUE " + maximum : "MINVALUE " + minimum;
    }

    private BigInteger sign() {
        return BigInteger.valueOf(increment.signum());
    }
}
