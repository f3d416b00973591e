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
final class FormatsTest {
    private static final @Nullable Object[][] ROWS = {
        {Long.MAX_VALUE, "a,\"b\"\nc\t\u0001"}, {-200L, null}, {0L, ""}
    };

    @Test
    void csvQuotesWhatNeedsIt() throws SQLException {
        Display display = new Display().format(OutputFormat.CSV);
        assertThat(print(display, ROWS))
                .isEqualTo(
                        """
                        nextval,name
                        9223372036854775807,"a,""b""
                        c\t\001"
                        -200,
                        0,""
                        """);
        assertThat(print(display)).isEqualTo("nextval,name\n");
    }

    @Test
    void jsonIsAnArrayOfObjectsWithNumbersAsNumbers() throws SQLException {
        Display display = new Display().format(OutputFormat.JSON);
        assertThat(print(display, ROWS))
                .isEqualTo(
                        """
                        [{"nextval": 9223372036854775807, "name": "a,\\"b\\"\\nc\\t\\u0001"},
                         {"nextval": -200, "name": null},
                         {"nextval": 0, "name": ""}]
                        """);
        assertThat(print(display)).isEqualTo("[]\n");
    }

    @Test
    void expandedHasALineForEachValue() throws SQLException {
        Display display = new Display();
        display.expanded(true);
        assertThat(print(display, new Object[] {12L, "one"}, new Object[] {3L, null}))
                .isEqualTo(
                        """
                        -[ RECORD 1 ]
                        nextval | 12
                        name    | one
                        -[ RECORD 2 ]
                        nextval | 3
                        name    |

                        """);
        assertThat(print(display)).isEqualTo("(0 rows)\n\n");
        assertThat(print(display, new Object[] {1L, "a long value"}))
                .startsWith("-[ RECORD 1 ]---------\n");
    }

    private static String print(Display display, @Nullable Object[]... rows) throws SQLException {
        try (CachedRowSet set = SampleRows.of(rows)) {
            StringWriter out = new StringWriter();
            ResultPrinter.of(display, new PrintWriter(out)).print(set);
            return out.toString().replace(System.lineSeparator(), "\n");
        }
    }
}
