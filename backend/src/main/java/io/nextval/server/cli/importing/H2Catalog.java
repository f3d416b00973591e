package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** H2, 2.0 and newer: sequences, and identity columns, which have none that shows. */
final class H2Catalog implements SourceCatalog {
    private static final String SEQUENCES =
            """
            SELECT sequence_name AS object, NULL AS part, increment AS step,
                   minimum_value AS least, maximum_value AS greatest, cycle_option AS cycles,
                   base_value AS following, start_value AS first
            FROM information_schema.sequences WHERE sequence_schema = ? ORDER BY 1\
            """;
    private static final String IDENTITY_COLUMNS =
            """
            SELECT table_name AS object, column_name AS part, identity_increment AS step,
                   identity_minimum AS least, identity_maximum AS greatest,
                   identity_cycle AS cycles, identity_base AS following, identity_start AS first
            FROM information_schema.columns
            WHERE table_schema = ? AND is_identity = 'YES' ORDER BY 1\
            """;

    private record Row(
            String object,
            @Nullable String column,
            BigInteger step,
            BigInteger least,
            BigInteger greatest,
            boolean cycles,
            @Nullable BigDecimal following,
            BigInteger first) {
        static Row of(ResultSet row) throws SQLException {
            return new Row(
                    row.getString("object"),
                    row.getString("part"),
                    SourceReader.integer(row, "step"),
                    SourceReader.integer(row, "least"),
                    SourceReader.integer(row, "greatest"),
                    "YES".equals(row.getString("cycles")),
                    row.getBigDecimal("following"),
                    SourceReader.integer(row, "first"));
        }

        Finding at(SourceReader reader, String schema, String source, String name)
                throws SQLException {
            if (following == null) {
                return new Unreadable(
                        source,
                        name,
                        "it is at its end there, or this user may not see how far it is");
            }
            BigInteger next = following.toBigInteger();
            SourceSequence found =
                    new SourceSequence(
                            source,
                            name,
                            SourceSequence.BIGINT,
                            step,
                            least,
                            greatest,
                            cycles,
                            next.equals(first) ? null : next.subtract(step),
                            next);
            return column == null
                    ? found
                    : found.beyond(reader.extreme(schema, object, column, found.ascending()));
        }
    }

    @Override
    public @Nullable String schema(SourceReader reader, String name) throws SQLException {
        String sql = "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?";
        String exact = reader.first(sql, name);
        return exact == null ? reader.first(sql, name.toUpperCase(Locale.ROOT)) : exact;
    }

    @Override
    public void read(SourceReader reader, String schema) throws SQLException {
        List<Row> rows = new ArrayList<>();
        reader.query(SEQUENCES, row -> rows.add(Row.of(row)), schema);
        reader.query(IDENTITY_COLUMNS, row -> rows.add(Row.of(row)), schema);
        for (Row row : rows) {
            String folded = Folding.UPPER_CASE_THERE.fold(row.object);
            String there = schema + "." + row.object;
            if (row.column == null) {
                String source = "sequence " + there;
                reader.add(source, folded, () -> row.at(reader, schema, source, folded));
            } else {
                String source = "column " + there + "." + row.column;
                String name =
                        reader.options()
                                .columnName(folded, Folding.UPPER_CASE_THERE.fold(row.column));
                reader.add(source, name, () -> row.at(reader, schema, source, name));
            }
        }
    }
}
