package io.nextval.server.cli.console;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Prints a result set as psql does: a header, aligned columns, numbers to the right, a count. */
final class ResultTable implements ResultPrinter {
    /** Columns are as wide as the widest value of so many rows; then the next block begins. */
    private static final int BLOCK_ROWS = 10_000;

    private final PrintWriter out;

    ResultTable(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void print(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        int columns = metaData.getColumnCount();
        List<String> labels = new ArrayList<>();
        boolean[] numeric = new boolean[columns];
        for (int i = 0; i < columns; i++) {
            labels.add(metaData.getColumnLabel(i + 1));
            numeric[i] = ResultPrinter.isNumeric(metaData.getColumnType(i + 1));
        }
        List<List<String>> block = new ArrayList<>();
        long count = 0;
        boolean first = true;
        while (rows.next()) {
            List<String> row = new ArrayList<>(columns);
            for (int i = 1; i <= columns; i++) {
                String value = rows.getString(i);
                row.add(value == null ? "" : value);
            }
            block.add(row);
            count++;
            if (block.size() == BLOCK_ROWS) {
                printBlock(labels, numeric, block, first);
                block.clear();
                first = false;
            }
        }
        if (first || !block.isEmpty()) {
            printBlock(labels, numeric, block, first);
        }
        out.println(count == 1 ? "(1 row)" : "(" + count + " rows)");
        out.println();
    }

    private void printBlock(
            List<String> labels, boolean[] numeric, List<List<String>> rows, boolean withHeader) {
        int[] widths = new int[labels.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = width(labels.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], width(row.get(i)));
            }
        }
        if (withHeader) {
            printHeader(labels, widths);
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                line.append(i == 0 ? " " : " | ");
                String padding = " ".repeat(widths[i] - width(row.get(i)));
                line.append(numeric[i] ? padding + row.get(i) : row.get(i) + padding);
            }
            out.println(line.toString().stripTrailing());
        }
    }

    private void printHeader(List<String> labels, int[] widths) {
        StringBuilder header = new StringBuilder();
        StringBuilder rule = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            int left = (widths[i] - width(labels.get(i))) / 2;
            int right = widths[i] - width(labels.get(i)) - left;
            header.append(i == 0 ? " " : " | ")
                    .append(" ".repeat(left))
                    .append(labels.get(i))
                    .append(" ".repeat(right));
            rule.append(i == 0 ? "" : "+").append("-".repeat(widths[i] + 2));
        }
        out.println(header.append(' '));
        out.println(rule);
    }

    static int width(String text) {
        return text.codePointCount(0, text.length());
    }
}
