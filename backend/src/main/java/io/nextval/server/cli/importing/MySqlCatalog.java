package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * MySQL and MariaDB: AUTO_INCREMENT columns, and sequences where there are some. A schema is what
 * they call a database.
 */
final class MySqlCatalog implements SourceCatalog {
    private static final String COLUMNS =
            """
            SELECT t.table_name AS table_there, c.column_name AS column_there,
                   c.column_type AS type_there, t.auto_increment AS next_there
            FROM information_schema.tables t
            JOIN information_schema.columns c
              ON c.table_schema = t.table_schema AND c.table_name = t.table_name
            WHERE t.table_schema = ? AND c.extra LIKE '%auto_increment%'
            ORDER BY 1\
            """;

    private final boolean mySql;

    /**
     * A catalog.
     *
     * @param mySql whether it is MySQL, which shows old numbers of tables unless told not to
     */
    MySqlCatalog(boolean mySql) {
        this.mySql = mySql;
    }

    @Override
    public @Nullable String schema(SourceReader reader, String name) throws SQLException {
        return reader.first(
                "SELECT schema_name FROM information_schema.schemata WHERE schema_name = ?", name);
    }

    @Override
    public void read(SourceReader reader, String schema) throws SQLException {
        if (mySql) {
            String variable = reader.first("SHOW VARIABLES LIKE 'information_schema_stats_expiry'");
            if (variable != null) {
                reader.execute("SET SESSION information_schema_stats_expiry = 0");
            }
        }
        List<String> sequences = new ArrayList<>();
        reader.query(
                "SELECT table_name FROM information_schema.tables WHERE table_schema = ?"
                        + " AND table_type = 'SEQUENCE' ORDER BY 1",
                row -> sequences.add(row.getString(1)),
                schema);
        for (String sequence : sequences) {
            String source = "sequence " + schema + "." + sequence;
            String name = Folding.AS_WRITTEN_THERE.fold(sequence);
            reader.add(source, name, () -> sequence(reader, schema, sequence, source, name));
        }
        List<Column> columns = new ArrayList<>();
        reader.query(
                COLUMNS,
                row ->
                        columns.add(
                                new Column(
                                        row.getString("table_there"),
                                        row.getString("column_there"),
                                        row.getString("type_there").toLowerCase(Locale.ROOT),
                                        row.getString("next_there"))),
                schema);
        for (Column column : columns) {
            String source = "column " + schema + "." + column.table + "." + column.column;
            String name =
                    reader.options()
                            .columnName(
                                    Folding.AS_WRITTEN_THERE.fold(column.table),
                                    Folding.AS_WRITTEN_THERE.fold(column.column));
            reader.add(source, name, () -> column.sequence(reader, schema, source, name));
        }
    }

    /** MariaDB says the first value that no connection has in its cache. */
    private static Finding sequence(
            SourceReader reader, String schema, String sequence, String source, String name)
            throws SQLException {
        List<SourceSequence> found = new ArrayList<>();
        reader.query(
                "SELECT next_not_cached_value, minimum_value, maximum_value, start_value,"
                        + " increment, cycle_option FROM "
                        + reader.quoted(schema)
                        + "."
                        + reader.quoted(sequence),
                row -> {
                    BigInteger next = SourceReader.integer(row, "next_not_cached_value");
                    BigInteger increment = SourceReader.integer(row, "increment");
                    if (increment.signum() == 0) {
                        // Each server of a replicated database then has a step of its own.
                        increment = BigInteger.ONE;
                    }
                    boolean fresh = next.equals(SourceReader.integer(row, "start_value"));
                    found.add(
                            new SourceSequence(
                                    source,
                                    name,
                                    SourceSequence.BIGINT,
                                    increment,
                                    SourceReader.integer(row, "minimum_value"),
                                    SourceReader.integer(row, "maximum_value"),
                                    row.getInt("cycle_option") != 0,
                                    fresh ? null : next.subtract(increment),
                                    next));
                });
        return found.get(0);
    }

    private record Column(String table, String column, String type, @Nullable String next) {
        Finding sequence(SourceReader reader, String schema, String source, String name)
                throws SQLException {
            BigInteger first = next == null ? BigInteger.ONE : new BigInteger(next);
            SourceSequence sequence =
                    new SourceSequence(
                            source,
                            name,
                            SourceSequence.BIGINT,
                            BigInteger.ONE,
                            BigInteger.ONE,
                            maximum(),
                            false,
                            first.equals(BigInteger.ONE) ? null : first.subtract(BigInteger.ONE),
                            first);
            return sequence.beyond(reader.extreme(schema, table, column, true));
        }

        private BigInteger maximum() {
            int bits =
                    switch (type.replaceFirst("[^a-z].*", "")) {
                        case "tinyint" -> 8;
                        case "smallint" -> 16;
                        case "mediumint" -> 24;
                        case "int", "integer" -> 32;
                        default -> 64;
                    };
            return BigInteger.ONE
                    .shiftLeft(type.contains("unsigned") ? bits : bits - 1)
                    .subtract(BigInteger.ONE);
        }
    }
}
