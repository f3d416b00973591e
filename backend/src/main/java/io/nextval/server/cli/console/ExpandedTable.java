package io.nextval.server.cli.console;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/** Prints rows as psql does after {@code \x}: a block for each row, a line for each value. */
final class ExpandedTable implements ResultPrinter {
    private final PrintWriter out;

    ExpandedTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        int columns = metaData.getColumnCount();
        int labels = 0;
        for (int i = 1; i <= columns; i++) {
            labels = Math.max(labels, ResultTable.width(metaData.getColumnLabel(i)));
        }
        long count = 0;
        String[] values = new String[columns];
        while (rows.next()) {
            count++;
            int width = 0;
            for (int i = 0; i < columns; i++) {
                String value = rows.getString(i + 1);
                values[i] = value == null ? "" : value;
                width = Math.max(width, ResultTable.width(values[i]));
            }
            out.println(header(count, labels, width));
            for (int i = 0; i < columns; i++) {
                String label = metaData.getColumnLabel(i + 1);
                String line =
                        label + " ".repeat(labels - ResultTable.width(label)) + " | " + values[i];
                out.println(line.stripTrailing());
            }
        }
        if (count == 0) {
            out.println("(0 rows)");
        }
        out.println();
    }

    private static String header(long record, int labels, int values) {
        StringBuilder header = new StringBuilder("-[ RECORD ").append(record).append(" ]");
        while (header.length() < labels + 1) {
            header.append('-');
        }
        if (header.length() == labels + 1) {
            header.append('+');
        }
        while (header.length() < labels + 2 + values + 1) {
            header.append('-');
        }
        return header.toString();
    }
}
