package io.nextval.server.cli.console;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;

/**
 * Prints rows as RFC 4180 says: a header, fields separated by commas, a field in double quotes if
 * it needs them. Lines end with a line feed alone, as psql's. NULL is an empty field, an empty text
 * is {@code ""}.
 */
final class CsvRows implements ResultPrinter {
    private final PrintWriter out;

    CsvRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        int columns = metaData.getColumnCount();
        StringBuilder line = new StringBuilder();
        for (int i = 1; i <= columns; i++) {
            append(line, i, metaData.getColumnLabel(i));
        }
        out.print(line.append('\n'));
        while (rows.next()) {
            line.setLength(0);
            for (int i = 1; i <= columns; i++) {
                String value = rows.getString(i);
                if (value != null) {
                    append(line, i, value);
                } else if (i > 1) {
                    line.append(',');
                }
            }
            out.print(line.append('\n'));
        }
    }

    private static void append(StringBuilder line, int column, String value) {
        if (column > 1) {
            line.append(',');
        }
        if (needsQuotes(value)) {
            line.append('"').append(value.replace("\"", "\"\"")).append('"');
        } else {
            line.append(value);
        }
    }

    private static boolean needsQuotes(String value) {
        return value.isEmpty()
                || value.indexOf(',') >= 0
                || value.indexOf('"') >= 0
                || value.indexOf('\n') >= 0
                || value.indexOf('\r') >= 0;
    }
}
