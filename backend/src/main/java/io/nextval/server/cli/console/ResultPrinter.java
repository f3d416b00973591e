package io.nextval.server.cli.console;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** Prints the rows of one result in one format. */
interface ResultPrinter {
    /** Prints all rows that are left. */
    void print(ResultSet rows) throws SQLException;

    static ResultPrinter of(Display display, PrintWriter out) {
        return switch (display.format()) {
            case TABLE -> display.expanded() ? new ExpandedTable(out) : new ResultTable(out);
            case CSV -> new CsvRows(out);
            case JSON -> new JsonRows(out);
        };
    }

    /** True for the numeric ones of {@link Types}. */
    static boolean isNumeric(int type) {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.NUMERIC,
                    Types.DECIMAL,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE ->
                    true;
            default -> false;
        };
    }
}
