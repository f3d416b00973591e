package io.nextval.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.sql.SQLException;
import java.util.Collection;
import java.util.concurrent.TimeUnit;

/** Sequences with CACHE: the rate by JMH, and the time of each single call. */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
final class CacheBench {
    private static final long WARM_UP_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long MEASURED_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int[] CACHES = {1_000, 100_000};

    @Test
    void ratesByJmh() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(CacheBenchmark.class.getName());
        String url = System.getProperty("bench.url", "");
        if (!url.isEmpty()) {
            options.jvmArgsAppend("-Dbench.url=" + url);
        }
        Collection<RunResult> results = new Runner(options.build()).run();
        assertThat(results).isNotEmpty();
    }

    @Test
    void timesOfSingleCalls() throws SQLException {
        System.out.println("| CACHE | calls | p50 | p99 | p99.9 | p99.99 | max |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (int cache : CACHES) {
            CacheBenchmark.Sequence sequence = new CacheBenchmark.Sequence();
            sequence.cache = cache;
            sequence.create();
            CacheBenchmark.Caller caller = new CacheBenchmark.Caller();
            caller.open(sequence);
            Histogram unused = times(caller, WARM_UP_NANOS);
            Histogram times = times(caller, MEASURED_NANOS);
            caller.close();
            System.out.printf(
                    "| %,d | %,d | %,d ns | %,d ns | %,d ns | %,d ns | %.2f ms |%n",
                    cache,
                    times.getTotalCount(),
                    times.getValueAtPercentile(50),
                    times.getValueAtPercentile(99),
                    times.getValueAtPercentile(99.9),
                    times.getValueAtPercentile(99.99),
                    times.getMaxValue() / 1e6);
            assertThat(times.getTotalCount()).isPositive();
        }
    }

    private static Histogram times(CacheBenchmark.Caller caller, long nanos) throws SQLException {
        Histogram times = new Histogram(TimeUnit.MINUTES.toNanos(1), 3);
        long before = System.nanoTime();
        long end = before + nanos;
        long value = 0;
        while (before - end < 0) {
            long later = caller.next();
            long now = System.nanoTime();
            if (later <= value) {
                throw new AssertionError(later + " after " + value);
            }
            times.recordValue(now - before);
            value = later;
            before = now;
        }
        return times;
    }
}
