package io.nextval.server.cli.console;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** {@code \ds}, {@code \d} and {@code \dn}: queries over the catalog, printed like any other. */
final class Describe {
    private static final String FROM = " FROM pg_sequences WHERE ";

    private static final String LIST =
            "SELECT schemaname AS \"Schema\", sequencename AS \"Name\", data_type AS \"Type\","
                    + " last_value AS \"Last value\""
                    + FROM;

    private static final String ONE =
            "SELECT data_type AS \"Type\", start_value AS \"Start\", min_value AS \"Minimum\","
                    + " max_value AS \"Maximum\", increment_by AS \"Increment\","
                    + " \"cycle\" AS \"Cycles?\", cache_size AS \"Cache\","
                    + " last_value AS \"Last value\""
                    + FROM;

    private static final String SCHEMAS =
            "SELECT schema_name AS \"Name\" FROM information_schema.schemata WHERE schema_name NOT"
                    + " IN ('information_schema', 'pg_catalog', 'nextval') AND ";

    private final SqlSession session;

    Describe(SqlSession session) {
        this.session = session;
    }

    boolean sequences(String pattern) {
        NamePattern names = NamePattern.parse(pattern);
        return session.run(
                LIST + names.condition("schemaname", "sequencename") + " ORDER BY 1, 2",
                names.parameters(),
                " ".repeat(14) + "List of sequences",
                "");
    }

    boolean schemas(String pattern) {
        NamePattern names = new NamePattern("", NamePattern.parse(pattern).name());
        return session.run(
                SCHEMAS + names.condition("", "schema_name") + " ORDER BY 1",
                names.parameters(),
                "List of schemas",
                "");
    }

    /** Each sequence that fits the pattern, in a table of its own. */
    boolean sequence(String pattern) throws SQLException {
        NamePattern names = NamePattern.parse(pattern);
        List<List<String>> found = find(names);
        if (found.isEmpty()) {
            session.output().printError("Did not find any sequence named \"" + pattern + "\".");
            return false;
        }
        boolean done = true;
        for (List<String> one : found) {
            done &=
                    session.run(
                            ONE + "schemaname = ? AND sequencename = ?",
                            one,
                            " ".repeat(20) + "Sequence \"" + String.join(".", one) + "\"",
                            "");
        }
        return done;
    }

    /** Schema and name of each. */
    private List<List<String>> find(NamePattern names) throws SQLException {
        String sql =
                "SELECT schemaname, sequencename"
                        + FROM
                        + names.condition("schemaname", "sequencename")
                        + " ORDER BY 1, 2";
        List<List<String>> found = new ArrayList<>();
        try (PreparedStatement statement = session.connection().prepareStatement(sql)) {
            for (int i = 0; i < names.parameters().size(); i++) {
                statement.setString(i + 1, names.parameters().get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(List.of(rows.getString(1), rows.getString(2)));
                }
            }
        }
        return found;
    }
}
