package io.nextval.server.golden;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Compares golden files with PostgreSQL itself: the outcome of each statement must be the same,
 * except where a file says that it differs, and there it must differ.
 *
 * <p>The SQLSTATE and the words of errors and warnings are compared, details and hints are not; the
 * place of an error is, if PostgreSQL tells one for these words. 0AX00 stands for 0A000, for which
 * connection pools would drop the connection.
 */
public final class PostgresRules {
    private PostgresRules() {}

    /** Runs files against the PostgreSQL behind a URL; returns a text for each difference. */
    public static List<String> differences(String url, List<GoldenFile> files) throws SQLException {
        List<String> differences = new ArrayList<>();
        for (GoldenFile file : files) {
            Map<Integer, List<String>> outcomes = GoldenRunner.run(file, new Postgres(url));
            for (GoldenCase golden : file.cases()) {
                List<String> actual = outcomes.get(golden.line());
                if (actual != null && agree(golden, actual) != mustAgree(golden)) {
                    differences.add(
                            (mustAgree(golden) ? "" : "does not differ any more: ")
                                    + GoldenRunner.describe(
                                            file, golden, golden.expected(), clean(actual)));
                }
            }
        }
        return differences;
    }

    /** Connects to the PostgreSQL behind a URL. */
    public static GoldenRunner.Target target(String url) {
        return new Postgres(url);
    }

    /** PostgreSQL's outcome in the form of a golden file, without details and hints. */
    static List<String> clean(List<String> outcome) {
        return outcome.stream()
                .filter(line -> !line.startsWith("! detail:") && !line.startsWith("! hint:"))
                .map(line -> line.replaceFirst("^! (\\S+)( at \\d+)?: ERROR: ", "! $1$2: "))
                .map(line -> line.replaceFirst("^! 0AX00", "! 0A000"))
                .toList();
    }

    static boolean agree(GoldenCase golden, List<String> outcome) {
        List<String> expected = clean(golden.expected());
        List<String> actual = clean(outcome);
        boolean placed = actual.stream().anyMatch(line -> line.matches("! \\S+ at .*"));
        if (golden.postgres() == GoldenCase.Postgres.OTHER_WORDS || !placed) {
            return Cells.same(withoutPlace(expected), withoutPlace(actual));
        }
        return Cells.same(expected, actual);
    }

    private static boolean mustAgree(GoldenCase golden) {
        return golden.postgres() != GoldenCase.Postgres.DIFFERS;
    }

    private static List<String> withoutPlace(List<String> lines) {
        return lines.stream()
                .map(line -> line.replaceFirst("^! (\\S+) at \\d+: ", "! $1: "))
                .toList();
    }

    private record Postgres(String url) implements GoldenRunner.Target {
        @Override
        public Connection connect(String schema, String user) throws SQLException {
            Properties properties = new Properties();
            // A string is what the place where it stands makes of it, as in other drivers.
            properties.setProperty("stringtype", "unspecified");
            // A user in the URL goes before one in the properties.
            String asUser =
                    user.isEmpty() ? url : url.replaceFirst("\\buser=[^&]*", "user=" + user);
            if (!schema.isEmpty()) {
                properties.setProperty("currentSchema", schema);
            }
            return DriverManager.getConnection(asUser, properties);
        }

        @Override
        public String sql(GoldenCase golden) {
            return golden.postgresSql();
        }

        @Override
        public boolean runs(GoldenCase golden) {
            return golden.postgres() != GoldenCase.Postgres.NOT_SENT;
        }
    }
}
