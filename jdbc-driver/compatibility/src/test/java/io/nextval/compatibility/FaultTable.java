package io.nextval.compatibility;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of what applications saw, written to {@code target/jdbc-pools.md} as it grows. */
final class FaultTable {
    private static final Path FILE =
            Path.of(System.getProperty("basedir", "."), "target", "jdbc-pools.md");

    private static final List<String> ROWS = new ArrayList<>();

    private FaultTable() {}

    static void add(Pool pool, String failure, Load.Seen seen) {
        String errors = seen.errors().isEmpty() ? "nothing" : seen.errors().toString();
        double seconds = seen.longest().toMillis() / 1000.0;
        add(
                failure,
                pool,
                String.format(Locale.ROOT, "%,d", seen.answers()),
                errors,
                String.format(Locale.ROOT, "%.1f s", seconds));
    }

    static void add(Pool pool, String failure, String error, long millis) {
        add(failure, pool, "0", error, String.format(Locale.ROOT, "%.1f s", millis / 1000.0));
    }

    private static void add(
            String failure, Pool pool, String numbers, String errors, String longest) {
        ROWS.add(String.join(" | ", "| " + failure, pool.title(), numbers, errors, longest + " |"));
        try {
            Files.createDirectories(FILE.toAbsolutePath().getParent());
            Files.write(FILE, document());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> document() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "Measured on "
                        + LocalDate.now(ZoneOffset.UTC)
                        + ", Java "
                        + Runtime.version().feature()
                        + ".");
        lines.add("");
        lines.add(
                "| failure | pool | numbers drawn meanwhile | errors the application saw | longest"
                        + " wait |");
        lines.add("|---|---|---|---|---|");
        lines.addAll(ROWS);
        return lines;
    }
}
