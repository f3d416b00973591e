package io.nextval.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

import java.util.concurrent.TimeUnit;

/** What the wrapping driver costs statements that are not for the cluster. */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class WrappingBench {
    @Test
    void timesByJmh() throws RunnerException {
        OptionsBuilder options = new OptionsBuilder();
        options.include(WrappingBenchmark.class.getName());
        assertThat(new Runner(options.build()).run()).isNotEmpty();
    }
}
