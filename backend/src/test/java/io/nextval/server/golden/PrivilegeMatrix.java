package io.nextval.server.golden;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of {@code privileges.txt}: which statement is allowed with which privilege. Run by one
 * thread, the test's, against a target that has no other objects.
 */
public final class PrivilegeMatrix implements AutoCloseable {
    private static final String FILE = "privileges.txt";
    private static final String ASKING = "nv_asking";
    private static final String ROOT = "nv_root";
    private static final String STATEMENT = "statement";
    private static final String CURRVAL_UNDEFINED = "55000";

    private final GoldenRunner.Target target;
    private final Connection main;
    private int texts;
    private final Map<String, Connection> sessions = new LinkedHashMap<>();

    private PrivilegeMatrix(GoldenRunner.Target target) throws SQLException {
        this.target = target;
        this.main = target.connect("", "");
    }

    /**
     * A cell of the table and what came of it.
     *
     * @param differs whether the file says that PostgreSQL has another outcome here
     */
    public record Cell(
            String statement, String column, String expected, String actual, boolean differs) {}

    /** Runs the whole table and returns its cells. */
    public static List<Cell> run(Path folder, GoldenRunner.Target target)
            throws IOException, SQLException {
        try (PrivilegeMatrix matrix = new PrivilegeMatrix(target)) {
            List<Cell> cells = new ArrayList<>();
            List<String> header = List.of();
            for (String line : Files.readAllLines(folder.resolve(FILE))) {
                if (line.startsWith(STATEMENT)) {
                    header = parts(line);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    cells.addAll(matrix.row(header, parts(line)));
                }
            }
            return cells;
        }
    }

    /** The file with the outcomes of these cells in it, for a reviewer. */
    static String rewritten(Path folder, List<Cell> cells) throws IOException {
        List<String> lines = new ArrayList<>();
        List<String> header = List.of();
        for (String line : Files.readAllLines(folder.resolve(FILE))) {
            if (line.startsWith(STATEMENT)) {
                header = parts(line);
                lines.add(line);
            } else if (line.isBlank() || line.startsWith("#")) {
                lines.add(line);
            } else {
                lines.add(rewritten(line, header, cells));
            }
        }
        return String.join("\n", lines) + "\n";
    }

    private static String rewritten(String line, List<String> header, List<Cell> cells) {
        String statement = parts(line).get(0);
        StringBuilder row = new StringBuilder(line.substring(0, line.indexOf('|')).stripTrailing());
        row.append(" ".repeat(Math.max(0, 73 - row.length())));
        for (String column : header.subList(1, header.size())) {
            for (Cell cell : cells) {
                if (cell.statement().equals(statement) && cell.column().equals(column)) {
                    String text = cell.actual() + (cell.differs() ? "*" : "");
                    row.append("| ").append(text);
                    row.append(" ".repeat(Math.max(1, column.length() - text.length() + 1)));
                }
            }
        }
        return row.toString().stripTrailing();
    }

    private static List<String> parts(String line) {
        return Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
    }

    private List<Cell> row(List<String> header, List<String> row) throws SQLException {
        List<Cell> cells = new ArrayList<>();
        for (int i = 1; i < header.size(); i++) {
            String expected = i < row.size() ? row.get(i) : "";
            boolean differs = expected.endsWith("*");
            cells.add(
                    new Cell(
                            row.get(0),
                            header.get(i),
                            expected.replace("*", ""),
                            outcome(row.get(0), header.get(i)),
                            differs));
        }
        return cells;
    }

    private String outcome(String statement, String column) throws SQLException {
        clear();
        prepare(column);
        Connection session = session(column.equals("superuser") ? ROOT : ASKING);
        try (Statement asked = session.createStatement()) {
            // A text of its own for each cell: what a driver keeps of a text is not asked for
            // again.
            texts++;
            return asked.execute(statement + " /* " + texts + " */") ? shown(asked) : "ok";
        } catch (SQLException e) {
            String state = String.valueOf(e.getSQLState());
            return state.equals(CURRVAL_UNDEFINED) ? "ok" : state;
        }
    }

    private static String shown(Statement asked) throws SQLException {
        try (ResultSet rows = asked.getResultSet()) {
            if (!rows.next()) {
                return "none";
            }
            return rows.getObject(1) == null ? "null" : "ok";
        }
    }

    private Connection session(String user) throws SQLException {
        Connection open = sessions.get(user);
        if (open == null) {
            open = target.connect("", user);
            sessions.put(user, open);
        }
        return open;
    }

    /** New objects, and what the column grants on them. */
    private void prepare(String column) throws SQLException {
        for (String user : List.of(ASKING, "nv_other", "nv_third")) {
            if (names("SELECT rolname FROM pg_roles").stream().noneMatch(user::equals)) {
                run("CREATE USER " + user);
            }
        }
        if (names("SELECT rolname FROM pg_roles").stream().noneMatch(ROOT::equals)) {
            run("CREATE USER " + ROOT + " SUPERUSER");
        }
        run("CREATE SEQUENCE s");
        run("SELECT nextval('s')");
        run("CREATE SCHEMA z");
        run("CREATE SEQUENCE z.there");
        String grantee = column.startsWith("PUBLIC") ? "PUBLIC" : ASKING;
        String privilege = column.replace("PUBLIC ", "");
        switch (privilege) {
            case "nothing", "superuser" -> {}
            case "owner" -> own();
            case "CREATE" -> run("GRANT CREATE ON SCHEMA z TO " + grantee);
            default -> run("GRANT " + privilege + " ON SEQUENCE s TO " + grantee);
        }
    }

    /** A schema has the owner that made it, so a superuser for a moment makes it. */
    private void own() throws SQLException {
        run("ALTER SEQUENCE s OWNER TO " + ASKING);
        run("DROP SCHEMA z CASCADE");
        run("ALTER USER " + ASKING + " SUPERUSER");
        try (Statement asked = session(ASKING).createStatement()) {
            asked.execute("CREATE SCHEMA z");
            asked.execute("CREATE SEQUENCE z.there");
        } finally {
            run("ALTER USER " + ASKING + " NOSUPERUSER");
        }
    }

    private void clear() throws SQLException {
        run("DROP SEQUENCE IF EXISTS s");
        run("DROP SEQUENCE IF EXISTS public.nv_made");
        run("DROP SCHEMA IF EXISTS z CASCADE");
        run("DROP SCHEMA IF EXISTS nv_new CASCADE");
        run("DROP USER IF EXISTS nv_new");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = main.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> names(String query) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = main.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    /** Cells as lines for a message. */
    static String text(List<Cell> cells) {
        return cells.stream()
                .map(
                        c ->
                                c.statement()
                                        + " with "
                                        + c.column()
                                        + ": expected "
                                        + c.expected()
                                        + ", got "
                                        + c.actual())
                .collect(Collectors.joining("\n"));
    }

    @Override
    public void close() throws SQLException {
        clear();
        for (Connection session : sessions.values()) {
            session.close();
        }
        // The root stays: the last superuser can not be dropped.
        for (String user : List.of(ASKING, "nv_other", "nv_third")) {
            run("DROP USER IF EXISTS " + user);
        }
        main.close();
    }
}
