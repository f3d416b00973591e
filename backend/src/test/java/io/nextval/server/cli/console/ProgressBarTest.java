package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;

@Timeout(30)
final class ProgressBarTest {
    private final StringWriter screen = new StringWriter();
    private long now;

    @Test
    void showsCountAndRateTenTimesASecondAtMost() {
        ProgressBar bar = new ProgressBar(new PrintWriter(screen), 300, () -> now);
        bar.update(1);
        assertThat(screen.toString()).isEmpty();
        now = 500_000_000;
        bar.update(100);
        now += 99_999_999;
        bar.update(120);
        assertThat(screen.toString())
                .isEqualTo("\r\033[K[" + "#".repeat(10) + ".".repeat(20) + "] 100/300, 200/s");
    }

    @Test
    void takesItselfAwayOnceAndComesBack() {
        ProgressBar bar = new ProgressBar(new PrintWriter(screen), -1, () -> now);
        bar.clear();
        assertThat(screen.toString()).isEmpty();
        now = 1_000_000_000;
        bar.update(7);
        bar.clear();
        bar.clear();
        assertThat(screen.toString()).isEqualTo("\r\033[K7 statements, 7/s\r\033[K");
        now += 1_000_000_000;
        bar.update(10);
        assertThat(screen.toString()).endsWith("\r\033[K10 statements, 5/s");
    }

    @Test
    void comesBackAtOnceAfterEachPrintedStatement() {
        ProgressBar bar = new ProgressBar(new PrintWriter(screen), -1, () -> now);
        now = 1_000_000_000;
        bar.update(1);
        bar.clear();
        now += 1;
        bar.update(2);
        assertThat(screen.toString()).endsWith("\r\033[K2 statements, 2/s");
    }
}
