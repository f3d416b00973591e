package io.nextval.server.cli.console;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.sql.Types;

import javax.sql.rowset.CachedRowSet;
import javax.sql.rowset.RowSetMetaDataImpl;
import javax.sql.rowset.RowSetProvider;

/** Rows of two columns, {@code nextval} bigint and {@code name} text, for printing. */
final class SampleRows {
    private SampleRows() {}

    static CachedRowSet of(@Nullable Object[]... rows) throws SQLException {
        CachedRowSet set = RowSetProvider.newFactory().createCachedRowSet();
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
        return set;
    }
}
