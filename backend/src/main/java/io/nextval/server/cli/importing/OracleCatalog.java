package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Oracle, 12c and newer. LAST_NUMBER is taken for a value that was given: it is the last one in the
 * cache, or the one that comes next, and to leave one out costs nothing.
 */
final class OracleCatalog implements SourceCatalog {
    private static final String SEQUENCES =
            "SELECT sequence_name, min_value, max_value, increment_by, cycle_flag, last_number"
                    + " FROM all_sequences WHERE sequence_owner = ? ORDER BY sequence_name";
    private static final String IDENTITY_COLUMNS =
            "SELECT table_name, column_name, sequence_name FROM all_tab_identity_cols"
                    + " WHERE owner = ? ORDER BY table_name";

    private record Column(String table, String column) {}

    private record Row(String name, Map<String, BigInteger> numbers, boolean cycle) {
        static Row of(ResultSet row) throws SQLException {
            Map<String, BigInteger> numbers = new HashMap<>();
            for (String column : List.of("min_value", "max_value", "increment_by", "last_number")) {
                numbers.put(column, SourceReader.integer(row, column));
            }
            return new Row(
                    row.getString("sequence_name"),
                    numbers,
                    "Y".equals(row.getString("cycle_flag")));
        }

        BigInteger number(String column) {
            return numbers.getOrDefault(column, BigInteger.ZERO);
        }

        SourceSequence at(String source, String nameHere) {
            BigInteger last = number("last_number");
            BigInteger increment = number("increment_by");
            return new SourceSequence(
                    source,
                    nameHere,
                    SourceSequence.BIGINT,
                    increment,
                    number("min_value"),
                    number("max_value"),
                    cycle,
                    last,
                    last.add(increment));
        }
    }

    @Override
    public @Nullable String schema(SourceReader reader, String name) throws SQLException {
        String sql = "SELECT username FROM all_users WHERE username = ?";
        String exact = reader.first(sql, name);
        return exact == null ? reader.first(sql, name.toUpperCase(Locale.ROOT)) : exact;
    }

    @Override
    public void read(SourceReader reader, String schema) throws SQLException {
        Map<String, Column> columns = new HashMap<>();
        reader.query(
                IDENTITY_COLUMNS,
                row ->
                        columns.put(
                                row.getString("sequence_name"),
                                new Column(
                                        row.getString("table_name"), row.getString("column_name"))),
                schema);
        List<Row> sequences = new ArrayList<>();
        reader.query(SEQUENCES, row -> sequences.add(Row.of(row)), schema);
        for (Row sequence : sequences) {
            Column column = columns.get(sequence.name);
            if (column == null) {
                String source = "sequence " + schema + "." + sequence.name;
                String name = Folding.UPPER_CASE_THERE.fold(sequence.name);
                reader.add(source, name, () -> sequence.at(source, name));
            } else {
                add(reader, schema, column, sequence);
            }
        }
    }

    /** The sequence of an identity column has a name that nobody chose. */
    private static void add(SourceReader reader, String schema, Column column, Row sequence)
            throws SQLException {
        String source = "column " + schema + "." + column.table + "." + column.column;
        String name =
                reader.options()
                        .columnName(
                                Folding.UPPER_CASE_THERE.fold(column.table),
                                Folding.UPPER_CASE_THERE.fold(column.column));
        reader.add(
                source,
                name,
                () -> {
                    SourceSequence found = sequence.at(source, name);
                    return found.beyond(
                            reader.extreme(schema, column.table, column.column, found.ascending()));
                });
    }
}
