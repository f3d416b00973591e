package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Queries of tools for the sequences that there are: of one catalog table, or MariaDB's one for
 * each sequence.
 */
final class CatalogQuery {
    private static final String ALL =
            "SELECT sequence_catalog, sequence_schema, sequence_name, data_type, start_value,"
                    + " minimum_value, maximum_value, increment, cycle_option"
                    + " FROM information_schema.sequences";

    private final SqlText sql;
    private final ListedNames listed;

    private CatalogQuery(SqlText sql, ListedNames listed) {
        this.sql = sql;
        this.listed = listed;
    }

    /** The route of such a query, or null for any other statement. */
    static @Nullable Route route(SqlText sql, ListedNames listed) {
        if (isOfSchemas(sql)) {
            return new Route.Merged(sql.whole(), ALL, true);
        }
        if (!sql.isWord(0, "select")) {
            return null;
        }
        CatalogQuery query = new CatalogQuery(sql, listed);
        return sql.vendor() == Vendor.MARIADB ? query.ofMariaDb() : query.ofOneTable();
    }

    /** jOOQ's {@code WITH schemas(schema) AS …}, whose bind parameters are names of schemas. */
    private static boolean isOfSchemas(SqlText sql) {
        boolean schemas = sql.vendor() == Vendor.POSTGRESQL && sql.areWords(0, "with", "schemas");
        for (int i = 2; schemas && i < sql.size(); i++) {
            SqlText.Name name = sql.isWord(i, "from") ? sql.name(i + 1) : null;
            if (name != null
                    && "information_schema".equals(name.qualifier())
                    && name.name().equals("sequences")) {
                return true;
            }
        }
        return false;
    }

    private @Nullable Route ofOneTable() {
        int from = from(0);
        SqlText.Name table = from < 0 ? null : sql.name(from + 1);
        if (table == null || !isCatalog(table)) {
            return null;
        }
        int next = table.next();
        next += sql.isWord(next, "as") ? 1 : 0;
        boolean alias = sql.isIdentifier(next) && !isClause(next);
        next += alias ? 1 : 0;
        boolean plain = next >= sql.size() || sql.isSymbol(next, ";") || sql.isWord(next, "order");
        if (sql.vendor() == Vendor.POSTGRESQL) {
            return plain || sql.isWord(next, "where")
                    ? new Route.Merged(sql.whole(), sql.whole(), true)
                    : null;
        }
        return plain ? new Route.Merged(sql.whole(), ALL, true) : null;
    }

    private boolean isCatalog(SqlText.Name table) {
        String qualifier = table.qualifier() == null ? "" : table.qualifier();
        return switch (table.name()) {
            case "sequences" -> qualifier.equals("information_schema");
            case "pg_sequences" -> qualifier.isEmpty() || qualifier.equals("pg_catalog");
            case "all_sequences", "user_sequences" -> sql.vendor() == Vendor.ORACLE;
            default -> false;
        };
    }

    private boolean isClause(int index) {
        return switch (sql.word(index)) {
            case "where", "order", "group", "limit", "offset", "fetch", "union", "join" -> true;
            case "left", "right", "inner", "cross", "natural", "full" -> true;
            default -> false;
        };
    }

    /** Names of sequences from the list of tables, or the sequences' own rows, put together. */
    private @Nullable Route ofMariaDb() {
        int from = from(0);
        SqlText.Name table = from < 0 ? null : sql.name(from + 1);
        if (table == null) {
            return null;
        }
        if ("information_schema".equals(table.qualifier()) && table.name().equals("tables")) {
            boolean sequences = false;
            for (int i = table.next(); i < sql.size(); i++) {
                sequences |= sql.is(i, Token.Kind.STRING) && "SEQUENCE".equals(sql.literal(i));
            }
            return sequences
                    ? new Route.Merged(
                            sql.whole(),
                            "SELECT sequence_name AS table_name FROM information_schema.sequences",
                            true)
                    : null;
        }
        return ownRows();
    }

    /** {@code SELECT 'a' AS sequence_name, … FROM a UNION ALL SELECT 'b' …}. */
    private @Nullable Route ownRows() {
        List<String> local = new ArrayList<>();
        List<String> global = new ArrayList<>();
        int start = 0;
        while (start < sql.size()) {
            boolean named =
                    sql.isWord(start, "select")
                            && sql.is(start + 1, Token.Kind.STRING)
                            && sql.areWords(start + 2, "as", "sequence_name");
            int from = from(start);
            SqlText.Name table = named && from > 0 ? sql.name(from + 1) : null;
            if (table == null) {
                return null;
            }
            GlobalName sequence = listed.find(null, table.name());
            if (sequence == null) {
                local.add(sql.text(start, table.next()));
            } else {
                global.add('\'' + sequence.name().replace("'", "''") + '\'');
            }
            boolean more = sql.areWords(table.next(), "union", "all");
            if (!more && table.next() < sql.size()) {
                return null;
            }
            start = more ? table.next() + 2 : sql.size();
        }
        return global.isEmpty()
                ? null
                : new Route.Merged(
                        local.isEmpty() ? null : String.join(" UNION ALL ", local),
                        "SELECT sequence_name, minimum_value, maximum_value, start_value,"
                                + " increment, 1 AS cache_size FROM information_schema.sequences WHERE"
                                + " sequence_name IN ("
                                + String.join(", ", global)
                                + ')',
                        false);
    }

    /** The first FROM at the query's own level from here on, or -1. */
    private int from(int start) {
        int depth = 0;
        for (int i = start; i < sql.size(); i++) {
            if (sql.isSymbol(i, "(")) {
                depth++;
            } else if (sql.isSymbol(i, ")")) {
                depth--;
            } else if (depth == 0 && sql.isWord(i, "from")) {
                return i;
            }
        }
        return -1;
    }
}
