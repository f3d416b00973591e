package io.nextval.server.cli.console;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Prints rows as one JSON array (RFC 8259), an object for each row, a row on each line. Numbers are
 * numbers, also those that need 64 bits; booleans are booleans; everything else is text.
 */
final class JsonRows implements ResultPrinter {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private final PrintWriter out;

    JsonRows(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        int columns = metaData.getColumnCount();
        String[] keys = new String[columns];
        int[] types = new int[columns];
        for (int i = 0; i < columns; i++) {
            keys[i] = quoted(metaData.getColumnLabel(i + 1));
            types[i] = metaData.getColumnType(i + 1);
        }
        StringBuilder line = new StringBuilder();
        String separator = "[";
        while (rows.next()) {
            line.setLength(0);
            line.append(separator).append('{');
            for (int i = 0; i < columns; i++) {
                line.append(i == 0 ? "" : ", ").append(keys[i]).append(": ");
                line.append(value(rows, i + 1, types[i]));
            }
            out.print(line.append('}'));
            separator = ",\n ";
        }
        out.print(separator.equals("[") ? "[]\n" : "]\n");
    }

    private static String value(ResultSet rows, int column, int type) throws SQLException {
        String text = rows.getString(column);
        if (text == null) {
            return "null";
        }
        if (type == Types.BIT || type == Types.BOOLEAN) {
            return Boolean.toString(rows.getBoolean(column));
        }
        boolean number = ResultPrinter.isNumeric(type) && NUMBER.matcher(text).matches();
        return number ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').append(c);
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (c < 0x20) {
                        quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
