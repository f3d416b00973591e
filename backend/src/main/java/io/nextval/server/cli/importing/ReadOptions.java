package io.nextval.server.cli.importing;

import java.util.function.Predicate;

/**
 * What is read of a source.
 *
 * @param wanted says for a name here whether it is to be imported; what is not is not even read
 * @param columnNames what a numbered column without a sequence of its own is called here, with
 *     {@code {table}} and {@code {column}}
 * @param compareColumns whether the greatest value of a column counts
 */
public record ReadOptions(Predicate<String> wanted, String columnNames, boolean compareColumns) {
    /** As PostgreSQL calls the sequence of a serial or identity column. */
    public static final String COLUMN_NAMES = "{table}_{column}_seq";

    String columnName(String table, String column) {
        return columnNames.replace("{table}", table).replace("{column}", column);
    }
}
