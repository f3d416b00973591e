package io.nextval.server.cli;

import io.nextval.server.cli.bench.Comparison.Outcome;
import io.nextval.server.cli.bench.Comparison.Verdict;
import io.nextval.server.cli.bench.Database;
import io.nextval.server.cli.bench.Machine;
import io.nextval.server.cli.bench.Window;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/** Prints what {@code nextval bench} measured, as a table for people. */
final class BenchReport {
    private final PrintWriter out;

    BenchReport(PrintWriter out) {
        this.out = out;
    }

    void printMachine(Machine machine, String url) {
        print(
                "fsync of 4 KiB: %.3f ms (%s). Loopback round trip: %.3f ms. %d cores, Java %s.%n",
                machine.fsyncNanos() / 1e6,
                machine.fileSystem(),
                machine.roundTripNanos() / 1e6,
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature());
        out.println(url);
        out.println();
    }

    void printHeader() {
        print(
                "%7s  %-8s  %-12s  %12s  %9s  %9s  %9s%n",
                "threads", "when", "database", "values/s", "p50 ms", "p99 ms", "max ms");
    }

    /** One number of threads: each database's first seconds, then each when warm, then ratios. */
    void print(List<Outcome> outcomes, Machine machine, int rows) {
        for (Outcome outcome : outcomes) {
            printWindow(outcome, "first", outcome.first());
        }
        for (Outcome outcome : outcomes) {
            printWindow(outcome, "warm", outcome.warm());
        }
        Outcome own = outcomes.get(0);
        for (Outcome other : outcomes.subList(1, outcomes.size())) {
            print(
                    "%7d  warm: %.2f × the rate of %s (first: %.2f ×)%n",
                    own.threads(),
                    own.warm().rate() / other.warm().rate(),
                    other.database().name(),
                    own.first().rate() / other.first().rate());
        }
        if (own.threads() == 1 && rows == 1) {
            print(
                    "%7d  warm: p50 is %.2f × (fsync + 2 round trips = %.3f ms)%n",
                    1,
                    own.warm().millis(50) * 1e6 / machine.floorNanos(),
                    machine.floorNanos() / 1e6);
        }
        out.flush();
    }

    /** The check of all values; true if none came twice. */
    boolean print(Database database, Verdict verdict) {
        print(
                "%s: %,d values, %d duplicates, %d gaps%s%n",
                database.name(),
                verdict.values(),
                verdict.duplicates(),
                verdict.gaps(),
                verdict.strangers() == 0
                        ? ""
                        : ", " + verdict.strangers() + " that the sequence can not have given");
        return verdict.duplicates() == 0 && verdict.strangers() == 0;
    }

    private void printWindow(Outcome outcome, String when, Window window) {
        if (window.nanos() > 0) {
            print(
                    "%7d  %-8s  %-12s  %,12.0f  %9.3f  %9.3f  %9.3f%n",
                    outcome.threads(),
                    when,
                    outcome.database().name(),
                    window.rate(),
                    window.millis(50),
                    window.millis(99),
                    window.maxMillis());
        }
    }

    private void print(String format, Object... arguments) {
        out.printf(Locale.ROOT, format, arguments);
    }
}
