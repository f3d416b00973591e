package io.nextval.server.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;

import javax.sql.rowset.CachedRowSet;

@Timeout(30)
final class ResultTableTest {
    @Test
    void printsAsPsqlDoes() throws SQLException {
        assertThat(print(new Object[] {1L, "a"}, new Object[] {-200L, null}))
                .isEqualTo(
                        """
                         nextval | name
                        ---------+------
                               1 | a
                            -200 |
                        (2 rows)

                        """);
    }

    @Test
    void printsOneRowInTheSingular() throws SQLException {
        assertThat(print(new Object[] {1234567890123L, "grün"}))
                .isEqualTo(
                        """
                            nextval    | name
                        ---------------+------
                         1234567890123 | grün
                        (1 row)

                        """);
    }

    @Test
    void printsTheHeaderWhenThereAreNoRows() throws SQLException {
        assertThat(print())
                .isEqualTo(
                        """
                         nextval | name
                        ---------+------
                        (0 rows)

                        """);
    }

    private static String print(@Nullable Object[]... rows) throws SQLException {
        try (CachedRowSet set = SampleRows.of(rows)) {
            StringWriter out = new StringWriter();
            new ResultTable(new PrintWriter(out)).print(set);
            return out.toString().replace(System.lineSeparator(), "\n").replace(" \n", "\n");
        }
    }
}
