package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/** Asks the catalog for what DatabaseMetaData tells. */
final class CatalogSearch {
    private static final String ANY = "%";

    private final NextvalConnection connection;

    CatalogSearch(NextvalConnection connection) {
        this.connection = connection;
    }

    /** All rows of a query, with texts for its parameters. */
    List<List<@Nullable Object>> rows(String sql, String... parameters) throws SQLException {
        try (PreparedStatement query = new NextvalPreparedStatement(connection, sql)) {
            for (int i = 0; i < parameters.length; i++) {
                query.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = query.executeQuery()) {
                return rows.unwrap(NextvalResultSet.class).readAll();
            }
        }
    }

    /** A result of its own, which closes its statement when it is closed. */
    ResultSet result(MetaDataResult kind, List<List<@Nullable Object>> rows) throws SQLException {
        NextvalStatement statement = new NextvalStatement(connection);
        statement.closeOnCompletion();
        return new NextvalResultSet(statement, kind.columns(), new ListedRows(rows));
    }

    /** Sorted by texts, in the order of these columns. */
    ResultSet sorted(MetaDataResult kind, List<List<@Nullable Object>> rows, int... columns)
            throws SQLException {
        rows.sort(
                (a, b) -> {
                    int order = 0;
                    for (int i = 0; i < columns.length && order == 0; i++) {
                        order = compare(a.get(columns[i]), b.get(columns[i]));
                    }
                    return order;
                });
        return result(kind, rows);
    }

    private static int compare(@Nullable Object a, @Nullable Object b) {
        return a instanceof Long x && b instanceof Long y
                ? Long.compare(x, y)
                : String.valueOf(a).compareTo(String.valueOf(b));
    }

    /**
     * Null narrows nothing down, and neither does an empty name, which tools give that know of no
     * catalogs.
     */
    static boolean isCatalog(@Nullable String catalog) {
        return catalog == null || catalog.isEmpty() || catalog.equals(Session.DATABASE);
    }

    /** A pattern of JDBC is one of LIKE; null stands for all. */
    static String like(@Nullable String pattern) {
        return pattern == null ? ANY : pattern;
    }

    /** Whether the name is as the pattern says: with {@code %}, {@code _} and backslash. */
    static boolean matches(@Nullable String pattern, String name) {
        if (pattern == null) {
            return true;
        }
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            if (c == '\\' && i + 1 < pattern.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(pattern.charAt(i))));
            } else if (c == '%') {
                regex.append(".*");
            } else if (c == '_') {
                regex.append('.');
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(name).matches();
    }

    static List<@Nullable Object> row(@Nullable Object... cells) {
        List<@Nullable Object> row = new ArrayList<>(cells.length);
        Collections.addAll(row, cells);
        return row;
    }
}
