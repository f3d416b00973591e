package io.nextval.server.golden;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs every {@code sql} block of docs/sql.md, from the first to the last, in one session. A
 * comment behind a statement says what comes of it, and is checked: {@code -- 1, 2} is the values
 * of the first row, {@code -- 3 rows} how many there are, {@code -- ERROR 42P01} the SQLSTATE,
 * {@code -- WARNING 01000} that of a warning. Without one the statement must succeed.
 */
@Timeout(60)
class DocumentedSqlIT {
    private static final Path PAGE =
            Path.of(System.getProperty("basedir", ".")).resolve("../docs/sql.md");
    private static final Pattern BLOCK = Pattern.compile("(?s)```sql\\n(.*?)```");
    private static final Pattern LAST_LINE = Pattern.compile("(.*);\\s*(?:-- (.*))?");
    private static final Pattern ERROR = Pattern.compile("ERROR (\\w{5})");
    private static final Pattern WARNING = Pattern.compile("WARNING (\\w{5})");
    private static final Pattern ROWS = Pattern.compile("(\\d+) rows?");
    private static final int STATEMENTS_MIN = 80;

    @Test
    void everyExampleOfThePageDoesWhatThePageSays() throws IOException, SQLException {
        List<String> wrong = new ArrayList<>();
        int statements = 0;
        try (Connection connection =
                DriverManager.getConnection("jdbc:nextval:mem:DocumentedSql")) {
            for (Example example : examples(Files.readString(PAGE))) {
                statements++;
                String actual = outcome(connection, example);
                if (!actual.equals(example.said())) {
                    wrong.add(
                            example.sql()
                                    + "\n  the page says: "
                                    + (example.said().isEmpty() ? "it succeeds" : example.said())
                                    + "\n  it is:         "
                                    + actual);
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(statements).isGreaterThan(STATEMENTS_MIN);
    }

    private record Example(String sql, String said) {}

    private static List<Example> examples(String page) {
        List<Example> examples = new ArrayList<>();
        Matcher block = BLOCK.matcher(page);
        while (block.find()) {
            StringBuilder sql = new StringBuilder();
            for (String line : block.group(1).lines().toList()) {
                Matcher last = LAST_LINE.matcher(line);
                if (last.matches()) {
                    String said = last.group(2) == null ? "" : last.group(2);
                    examples.add(new Example(sql + last.group(1), said));
                    sql.setLength(0);
                } else if (!line.isBlank()) {
                    sql.append(line).append('\n');
                }
            }
            assertThat(sql).as("a statement without a semicolon").isEmpty();
        }
        return examples;
    }

    /** What came of an example, in the words of what was said; else as much as is known. */
    private static String outcome(Connection connection, Example example) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            boolean rows = statement.execute(example.sql());
            if (WARNING.matcher(example.said()).matches()) {
                return statement.getWarnings() == null
                        ? "no warning"
                        : "WARNING " + statement.getWarnings().getSQLState();
            }
            if (example.said().isEmpty()) {
                return "";
            }
            return rows ? rows(statement.getResultSet(), example.said()) : "no rows";
        } catch (SQLException e) {
            return ERROR.matcher(example.said()).matches()
                    ? "ERROR " + e.getSQLState()
                    : e.getSQLState() + " " + e.getMessage();
        }
    }

    private static String rows(ResultSet rows, String said) throws SQLException {
        List<String> first = new ArrayList<>();
        int count = 0;
        while (rows.next()) {
            count++;
            for (int i = 1; count == 1 && i <= rows.getMetaData().getColumnCount(); i++) {
                first.add(String.valueOf(rows.getString(i)));
            }
        }
        return ROWS.matcher(said).matches()
                ? count + (count == 1 ? " row" : " rows")
                : String.join(", ", first);
    }
}
