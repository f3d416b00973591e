package io.nextval.server.golden;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/** Runs golden files against a server. Used by one thread, the test's. */
public final class GoldenRunner {
    static final Path FOLDER =
            Path.of(System.getProperty("basedir", "."))
                    .resolve("src/test/resources/io/nextval/server/golden");

    private static final Set<String> KEPT_SCHEMAS =
            Set.of("public", "information_schema", "nextval", "pg_catalog", "pg_toast");

    private static final Set<String> KEPT_USERS = Set.of("nextval", "postgres");

    private final Target target;

    private GoldenRunner(Target target) {
        this.target = target;
    }

    /** Where to run. */
    public interface Target {
        /**
         * A new connection.
         *
         * @param schema its default schema, empty for the server's own
         * @param user whom it acts as, empty for one who may do everything
         */
        Connection connect(String schema, String user) throws SQLException;

        /** The statement to send for a case. */
        default String sql(GoldenCase golden) {
            return golden.sql();
        }

        /** Whether a case is run at all. */
        default boolean runs(GoldenCase golden) {
            return true;
        }
    }

    /** All golden files, by name. */
    public static List<GoldenFile> files() {
        return files(FOLDER);
    }

    /** The golden files of a folder, by name. */
    public static List<GoldenFile> files(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            List<GoldenFile> files = new ArrayList<>();
            for (Path path :
                    paths.filter(p -> p.toString().endsWith(".golden")).sorted().toList()) {
                files.add(GoldenFile.parse(path.getFileName().toString(), Files.readString(path)));
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a file and returns the outcome of each statement by its line. */
    public static Map<Integer, List<String>> run(GoldenFile file, Target target)
            throws SQLException {
        return new GoldenRunner(target).outcomes(file);
    }

    /**
     * Runs a file and fails with each statement whose outcome is not the expected one; with {@code
     * -Dnextval.golden.write=true}, writes the outcomes into the file instead.
     */
    public static void check(GoldenFile file, Target target) throws SQLException, IOException {
        Map<Integer, List<String>> outcomes = run(file, target);
        if (Boolean.getBoolean("nextval.golden.write")) {
            Files.writeString(FOLDER.resolve(file.name()), file.rewritten(changed(file, outcomes)));
            return;
        }
        List<String> differences = differences(file, outcomes);
        if (!differences.isEmpty()) {
            throw new AssertionError(
                    differences.size()
                            + " of "
                            + file.cases().size()
                            + " statements of "
                            + file.name()
                            + " have another outcome (-Dnextval.golden.write=true writes it):\n\n"
                            + String.join("\n", differences));
        }
    }

    /** A text for each statement whose outcome is not the expected one. */
    private static List<String> differences(GoldenFile file, Map<Integer, List<String>> outcomes) {
        List<String> differences = new ArrayList<>();
        for (GoldenCase golden : file.cases()) {
            List<String> actual = outcomes.getOrDefault(golden.line(), List.of());
            if (!Cells.same(golden.expected(), actual)) {
                differences.add(describe(file, golden, golden.expected(), actual));
            }
        }
        return differences;
    }

    /** Where a statement stands, what was expected of it and what came. */
    public static String describe(
            GoldenFile file, GoldenCase golden, List<String> expected, List<String> actual) {
        return file.name()
                + ":"
                + golden.line()
                + ": "
                + golden.sql()
                + "\n  expected\n"
                + indented(expected)
                + "  actual\n"
                + indented(actual);
    }

    /** Outcomes that are not the expected ones: what is right keeps its form and its wildcards. */
    private static Map<Integer, List<String>> changed(
            GoldenFile file, Map<Integer, List<String>> outcomes) {
        Map<Integer, List<String>> changed = new LinkedHashMap<>(outcomes);
        for (GoldenCase golden : file.cases()) {
            changed.computeIfPresent(
                    golden.line(),
                    (line, actual) ->
                            Cells.same(golden.expected(), actual) ? golden.expected() : actual);
        }
        return changed;
    }

    private Map<Integer, List<String>> outcomes(GoldenFile file) throws SQLException {
        try (Connection connection = target.connect("", "")) {
            dropAll(connection);
        }
        Map<String, Connection> sessions = new LinkedHashMap<>();
        Map<Integer, List<String>> outcomes = new LinkedHashMap<>();
        try {
            for (GoldenCase golden : file.cases()) {
                if (target.runs(golden)) {
                    Connection connection = sessions.get(golden.session());
                    if (connection == null) {
                        connection = target.connect(golden.schema(), golden.user());
                        sessions.put(golden.session(), connection);
                    }
                    outcomes.put(golden.line(), Outcome.of(connection, target.sql(golden), golden));
                }
            }
        } finally {
            for (Connection connection : sessions.values()) {
                connection.close();
            }
        }
        return outcomes;
    }

    private static void dropAll(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String sequences = "SELECT schemaname, sequencename FROM pg_sequences";
            for (String name : names(statement, sequences)) {
                statement.execute("DROP SEQUENCE " + name);
            }
            String schemas = "SELECT schema_name FROM information_schema.schemata";
            for (String name : names(statement, schemas)) {
                if (!KEPT_SCHEMAS.contains(name.replace("\"", ""))) {
                    statement.execute("DROP SCHEMA " + name);
                }
            }
            dropUsers(statement);
        }
    }

    private static void dropUsers(Statement statement) throws SQLException {
        List<String> users = names(statement, "SELECT rolname FROM pg_roles");
        if (users.isEmpty()) {
            // The last superuser can not be dropped, so that there must be one besides a file's.
            statement.execute("CREATE USER nextval SUPERUSER");
        }
        for (String name : users) {
            if (!name.startsWith("\"pg_") && !KEPT_USERS.contains(name.replace("\"", ""))) {
                statement.execute("REVOKE CREATE ON SCHEMA public FROM " + name);
                statement.execute("DROP USER " + name);
            }
        }
    }

    /** The rows of a query, each as a quoted name with a part for each column. */
    private static List<String> names(Statement statement, String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                List<String> parts = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    parts.add("\"" + rows.getString(i).replace("\"", "\"\"") + "\"");
                }
                names.add(String.join(".", parts));
            }
        }
        return names;
    }

    /** Connects to a URL that names no schema. */
    public static Target target(String url) {
        return (schema, user) -> {
            Properties properties = new Properties();
            if (!user.isEmpty()) {
                properties.setProperty("user", user);
            }
            if (!schema.isEmpty()) {
                properties.setProperty("currentSchema", schema);
            }
            return DriverManager.getConnection(url, properties);
        };
    }

    private static String indented(List<String> lines) {
        return lines.isEmpty()
                ? "    (nothing)\n"
                : String.join("", lines.stream().map(line -> "    " + line + "\n").toList());
    }
}
