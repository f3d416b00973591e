package io.nextval.server.cli.console;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/** How rows are printed. */
public enum OutputFormat {
    /** Aligned columns with a header and a count, as psql prints them. */
    TABLE,
    /** A header and one line for each row, fields with commas between them (RFC 4180). */
    CSV,
    /** An array with one object for each row. */
    JSON;

    /** What can be written where a format is asked for. */
    static final String ALLOWED = "table, csv, json";

    /** The format of this name, or null; psql's {@code aligned} is the table. */
    static @Nullable OutputFormat of(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "table", "aligned" -> TABLE;
            case "csv" -> CSV;
            case "json" -> JSON;
            default -> null;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
