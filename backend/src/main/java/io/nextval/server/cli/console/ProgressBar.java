package io.nextval.server.cli.console;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Shows on a terminal how many statements of a script have been run. It is one line that takes
 * itself away before anything else is printed.
 */
public final class ProgressBar {
    private static final int CELLS = 30;
    private static final long REDRAW_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter terminal;
    private final LongSupplier nanoTime;
    private final long total;
    private final long started;
    private long drawnAt;
    private boolean shown;
    private boolean cleared;

    /**
     * A bar.
     *
     * @param total how many statements there are; negative if nobody knows
     */
    public ProgressBar(PrintWriter terminal, long total) {
        this(terminal, total, System::nanoTime);
    }

    ProgressBar(PrintWriter terminal, long total, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.total = total;
        this.nanoTime = nanoTime;
        this.started = nanoTime.getAsLong();
        this.drawnAt = started;
    }

    /**
     * Shows the new count: ten times a second, and whenever the bar was taken away for something to
     * be printed, since nobody would see it otherwise.
     */
    public void update(long done) {
        long now = nanoTime.getAsLong();
        if (!cleared && now - drawnAt < REDRAW_NANOS) {
            return;
        }
        cleared = false;
        drawnAt = now;
        shown = true;
        double rate = done * 1e9 / Math.max(1, now - started);
        String text = String.format(Locale.ROOT, "%d statements, %.0f/s", done, rate);
        if (total > 0) {
            int full = (int) (CELLS * done / total);
            text =
                    String.format(
                            Locale.ROOT,
                            "[%s%s] %d/%d, %.0f/s",
                            "#".repeat(full),
                            ".".repeat(CELLS - full),
                            done,
                            total,
                            rate);
        }
        terminal.print(CLEAR_LINE + text);
        terminal.flush();
    }

    /** Takes the bar away; the next update brings it back. */
    public void clear() {
        if (shown) {
            shown = false;
            cleared = true;
            terminal.print(CLEAR_LINE);
            terminal.flush();
        }
    }
}
