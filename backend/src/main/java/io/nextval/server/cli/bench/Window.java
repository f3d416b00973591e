package io.nextval.server.cli.bench;

import org.HdrHistogram.Histogram;

/**
 * What was measured in some time, or in several pieces of time taken together.
 *
 * @param values numbers handed out
 * @param nanos how long it took
 * @param latencies time of each call in nanoseconds
 */
public record Window(long values, long nanos, Histogram latencies) {
    private static final int DIGITS = 3;

    /** Nothing, in no time. */
    public static final Window EMPTY = new Window(0, 0, new Histogram(DIGITS));

    /** Numbers handed out in a second. */
    public double rate() {
        return nanos == 0 ? 0 : values * 1e9 / nanos;
    }

    /**
     * Time of a call in milliseconds that {@code percentile} percent of the calls did not exceed.
     */
    public double millis(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e6;
    }

    public double maxMillis() {
        return latencies.getMaxValue() / 1e6;
    }

    /** Both together. */
    public Window plus(Window other) {
        Histogram sum = new Histogram(DIGITS);
        sum.add(latencies);
        sum.add(other.latencies);
        return new Window(values + other.values, nanos + other.nanos, sum);
    }
}
