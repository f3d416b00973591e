package io.nextval.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.sql.Types;

import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetMetaDataImpl;
import javax.sql.rowset.RowSetProvider;

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
        try (CachedRowSet set = RowSetProvider.newFactory().createCachedRowSet()) {
            RowSetMetaDataImpl columns = new RowSetMetaDataImpl();
            columns.setColumnCount(2);
            columns.setColumnLabel(1, "nextval");
            columns.setColumnType(1, Types.BIGINT);
            columns.setColumnLabel(2, "name");
            columns.setColumnType(2, Types.VARCHAR);
            set.setMetaData(columns);
            for (int i = rows.length - 1; i >= 0; i--) {
                set.moveToInsertRow();
                set.updateLong(1, (Long) rows[i][0]);
                if (rows[i][1] == null) {
                    set.updateNull(2);
                } else {
                    set.updateString(2, (String) rows[i][1]);
                }
                set.insertRow();
                set.moveToCurrentRow();
                set.beforeFirst();
            }
            set.beforeFirst();
            StringWriter out = new StringWriter();
            new ResultTable(new PrintWriter(out)).print(set);
            return out.toString().replace(System.lineSeparator(), "\n").replace(" \n", "\n");
        }
    }
}
