package io.nextval.server.cli.importing;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * PostgreSQL, 10 and newer. Serial and identity columns have sequences of their own, which are
 * imported under their names. A column counts that owns the sequence, or has it in its default.
 */
final class PostgresCatalog implements SourceCatalog {
    private static final String SEQUENCES =
            """
            SELECT s.seqrelid AS id, c.relname AS name, format_type(s.seqtypid, NULL) AS type,
                   s.seqincrement AS increment, s.seqmin AS minimum, s.seqmax AS maximum,
                   s.seqcycle AS cycle,
                   has_schema_privilege(n.oid, 'USAGE')
                       AND has_sequence_privilege(c.oid, 'SELECT') AS readable
            FROM pg_catalog.pg_sequence s
            JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid
            JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = ? AND c.relpersistence <> 't'
            ORDER BY c.relname\
            """;

    /** The columns that own a sequence, and those that draw from it by default. */
    private static final String COLUMNS =
            """
            SELECT n.nspname AS schema, t.relname AS table, a.attname AS column
            FROM (SELECT refobjid AS relation, refobjsubid AS number
                  FROM pg_catalog.pg_depend
                  WHERE classid = 'pg_catalog.pg_class'::regclass AND objid = ?::oid
                    AND refclassid = 'pg_catalog.pg_class'::regclass
                    AND deptype IN ('a', 'i') AND refobjsubid > 0
                  UNION
                  SELECT f.adrelid, f.adnum
                  FROM pg_catalog.pg_depend d
                  JOIN pg_catalog.pg_attrdef f ON f.oid = d.objid
                  WHERE d.classid = 'pg_catalog.pg_attrdef'::regclass AND d.refobjid = ?::oid
                    AND d.refclassid = 'pg_catalog.pg_class'::regclass) x
            JOIN pg_catalog.pg_class t ON t.oid = x.relation
            JOIN pg_catalog.pg_namespace n ON n.oid = t.relnamespace
            JOIN pg_catalog.pg_attribute a ON a.attrelid = x.relation AND a.attnum = x.number
            JOIN pg_catalog.pg_type y ON y.oid = a.atttypid
            WHERE y.typcategory = 'N'
            ORDER BY 1, 2, 3\
            """;

    private record Column(String schema, String table, String column) {}

    @Override
    public @Nullable String schema(SourceReader reader, String name) throws SQLException {
        return reader.first("SELECT nspname FROM pg_catalog.pg_namespace WHERE nspname = ?", name);
    }

    @Override
    public void read(SourceReader reader, String schema) throws SQLException {
        // Rather an error than the maximum of those rows that a policy lets this user see.
        reader.query("SELECT set_config('row_security', 'off', true)", row -> {});
        List<Definition> definitions = new ArrayList<>();
        reader.query(SEQUENCES, row -> definitions.add(Definition.of(row)), schema);
        for (Definition definition : definitions) {
            String source = "sequence " + schema + "." + definition.name;
            reader.add(source, definition.name, () -> sequence(reader, schema, source, definition));
        }
    }

    private static Finding sequence(
            SourceReader reader, String schema, String source, Definition definition)
            throws SQLException {
        if (!definition.readable) {
            return new Unreadable(
                    source,
                    definition.name,
                    "no SELECT on it for this user; grant it there, and run the import again");
        }
        List<SourceSequence> found = new ArrayList<>();
        reader.query(
                "SELECT last_value, is_called FROM "
                        + reader.quoted(schema)
                        + "."
                        + reader.quoted(definition.name),
                row -> found.add(definition.at(source, row)));
        SourceSequence sequence = found.get(0);
        List<Column> columns = new ArrayList<>();
        if (reader.options().compareColumns()) {
            reader.query(
                    COLUMNS,
                    row ->
                            columns.add(
                                    new Column(
                                            row.getString("schema"),
                                            row.getString("table"),
                                            row.getString("column"))),
                    definition.id,
                    definition.id);
        }
        for (Column column : columns) {
            sequence =
                    sequence.beyond(
                            reader.extreme(
                                    column.schema,
                                    column.table,
                                    column.column,
                                    sequence.ascending()));
        }
        return sequence;
    }

    private record Definition(
            String id,
            String name,
            String type,
            BigInteger increment,
            BigInteger minimum,
            BigInteger maximum,
            boolean cycle,
            boolean readable) {
        static Definition of(ResultSet row) throws SQLException {
            return new Definition(
                    row.getString("id"),
                    row.getString("name"),
                    row.getString("type"),
                    SourceReader.integer(row, "increment"),
                    SourceReader.integer(row, "minimum"),
                    SourceReader.integer(row, "maximum"),
                    row.getBoolean("cycle"),
                    row.getBoolean("readable"));
        }

        SourceSequence at(String source, ResultSet row) throws SQLException {
            BigInteger value = SourceReader.integer(row, "last_value");
            boolean called = row.getBoolean("is_called");
            return new SourceSequence(
                    source,
                    name,
                    type,
                    increment,
                    minimum,
                    maximum,
                    cycle,
                    called ? value : null,
                    called ? value.add(increment) : value);
        }
    }
}
