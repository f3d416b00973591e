package io.nextval.server.golden;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs one statement over JDBC and writes what comes of it as the lines of a golden file. */
public final class Outcome {
    private static final Pattern POSITION = Pattern.compile("\\n\\s+Position: (\\d+)");
    private static final Pattern DETAIL = more("Detail");
    private static final Pattern HINT = more("Hint");

    private Outcome() {}

    /** Returns what comes of a statement. Only reading the warnings may throw. */
    public static List<String> of(Connection connection, String sql, GoldenCase how)
            throws SQLException {
        List<String> lines = new ArrayList<>();
        List<@Nullable Object> parameters = how.parameters();
        try (Statement statement =
                parameters == null
                        ? connection.createStatement()
                        : connection.prepareStatement(sql)) {
            try {
                lines.addAll(rows(execute(statement, sql, parameters), how.types()));
            } catch (SQLException e) {
                lines.addAll(error(e));
            }
            lines.addAll(warnings(statement.getWarnings()));
        } catch (SQLException e) {
            lines.addAll(error(e));
        }
        return lines;
    }

    /** The lines of an error. */
    public static List<String> error(SQLException e) {
        String text = String.valueOf(e.getMessage());
        String message = text.lines().findFirst().orElse("");
        String position = find(POSITION, text);
        List<String> lines = new ArrayList<>();
        lines.add(
                "! "
                        + e.getSQLState()
                        + (position.isEmpty() ? "" : " at " + position)
                        + ": "
                        + message);
        for (Pattern pattern : List.of(DETAIL, HINT)) {
            String more = find(pattern, text);
            if (!more.isEmpty()) {
                String label = pattern == DETAIL ? "! detail: " : "! hint: ";
                lines.add(label + more.replace("\n", "\\n"));
            }
        }
        return lines;
    }

    /** What a label of the driver's message has behind it, up to the next label. */
    private static Pattern more(String label) {
        return Pattern.compile(
                "(?s)\\n\\s+" + label + ": (.*?)(?=\\n\\s+(?:Detail|Hint|Position|Where): |$)");
    }

    private static @Nullable ResultSet execute(
            Statement statement, String sql, @Nullable List<@Nullable Object> parameters)
            throws SQLException {
        if (!(statement instanceof PreparedStatement prepared) || parameters == null) {
            return statement.execute(sql) ? statement.getResultSet() : null;
        }
        for (int i = 0; i < parameters.size(); i++) {
            prepared.setObject(i + 1, parameters.get(i));
        }
        return prepared.execute() ? prepared.getResultSet() : null;
    }

    private static List<String> rows(@Nullable ResultSet result, boolean types)
            throws SQLException {
        if (result == null) {
            return List.of("ok");
        }
        ResultSetMetaData columns = result.getMetaData();
        List<List<String>> table = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<String> typeNames = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(Cells.text(columns.getColumnLabel(i)));
            typeNames.add(columns.getColumnTypeName(i));
        }
        table.add(labels);
        if (types) {
            table.add(typeNames);
        }
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= labels.size(); i++) {
                row.add(Cells.text(value(result, i)));
            }
            table.add(row);
        }
        return Cells.table(table);
    }

    /** A value as text; drivers do not agree on that of a boolean. */
    private static @Nullable String value(ResultSet row, int column) throws SQLException {
        return row.getObject(column) instanceof Boolean flag
                ? flag.toString()
                : row.getString(column);
    }

    private static List<String> warnings(@Nullable SQLWarning first) {
        List<String> lines = new ArrayList<>();
        for (SQLWarning warning = first; warning != null; warning = warning.getNextWarning()) {
            String text = String.valueOf(warning.getMessage()).lines().findFirst().orElse("");
            lines.add("~ " + warning.getSQLState() + ": " + text);
        }
        return lines;
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
