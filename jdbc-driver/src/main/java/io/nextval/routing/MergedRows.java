package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Rows of the database's catalog, and behind them the cluster's about listed sequences, read
 * forward only. The columns are the database's; one that the cluster does not have is null in its
 * rows.
 */
final class MergedRows extends Handler {
    /**
     * What the rows are for.
     *
     * @param catalog of the database, in which tools look for the cluster's sequences too
     * @param schema of the database's connection, for sequences of the cluster's own schema
     * @param wanted the cluster's rows only of these schemas; none means all
     */
    record View(
            Router router, @Nullable String catalog, @Nullable String schema, Set<String> wanted) {}

    private final @Nullable ResultSet local;
    private final ResultSet global;
    private final Router router;
    private final View view;
    private final Map<String, Integer> globalColumns;
    private boolean inGlobal;
    private boolean missing;
    private int row;

    private MergedRows(@Nullable ResultSet local, ResultSet global, View view) throws SQLException {
        this.local = local;
        this.global = global;
        this.view = view;
        this.router = view.router;
        this.globalColumns = labels(global);
    }

    static ResultSet of(@Nullable ResultSet local, ResultSet global, View view)
            throws SQLException {
        return proxy(ResultSet.class, new MergedRows(local, global, view));
    }

    @Override
    Object real() {
        return metaSource();
    }

    @Override
    @Nullable Object handle(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable {
        String name = method.getName();
        switch (name) {
            case "next" -> {
                return next();
            }
            case "close" -> {
                global.close();
                if (local != null) {
                    local.close();
                }
                return null;
            }
            case "getRow" -> {
                return row;
            }
            case "isBeforeFirst" -> {
                return row == 0;
            }
            case "wasNull" -> {
                return inGlobal ? missing || global.wasNull() : current().wasNull();
            }
            case "getMetaData", "findColumn", "isClosed", "getType", "getConcurrency" -> {
                return call(metaSource(), method, args);
            }
            case "getHoldability",
                    "getFetchSize",
                    "setFetchSize",
                    "getWarnings",
                    "clearWarnings" -> {
                return call(metaSource(), method, args);
            }
            default -> {
                Object column = first(args);
                if (args == null || column == null || !name.startsWith("get")) {
                    throw RoutingErrors.unsupported("ResultSet." + name + " on a merged catalog");
                }
                return inGlobal && local != null
                        ? global(method, args, label(column))
                        : named(call(current(), method, args), label(column));
            }
        }
    }

    private boolean next() throws SQLException {
        if (!inGlobal && local != null) {
            while (local.next()) {
                if (!isReplaced(local)) {
                    row++;
                    return true;
                }
            }
        }
        inGlobal = true;
        while (global.next()) {
            if (isListed()) {
                row++;
                return true;
            }
        }
        row = 0;
        return false;
    }

    /** Whether a row of the database is of a sequence that the cluster serves. */
    private boolean isReplaced(ResultSet rows) throws SQLException {
        Map<String, Integer> columns = labels(rows);
        Integer name = nameColumn(columns);
        if (name == null) {
            return false;
        }
        Integer type = columns.get("table_type");
        Integer schema = columns.get("sequence_schema");
        String text = rows.getString(name);
        boolean sequence = type == null || "SEQUENCE".equalsIgnoreCase(rows.getString(type));
        return sequence
                && text != null
                && listed(schema == null ? null : rows.getString(schema), text);
    }

    private boolean listed(@Nullable String schema, String name) {
        Vendor vendor = router.vendor();
        String qualifier = schema == null ? null : vendor.fold(schema, true);
        return router.listed().find(qualifier, vendor.fold(name, true)) != null;
    }

    private boolean isListed() throws SQLException {
        Integer name = nameColumn(globalColumns);
        if (name == null) {
            return true;
        }
        String text = global.getString(name);
        Integer schema = globalColumns.get("sequence_schema");
        schema = schema == null ? globalColumns.get("schemaname") : schema;
        schema = schema == null ? globalColumns.get("table_schem") : schema;
        if (schema == null) {
            return text != null && router.listed().find(null, text) != null;
        }
        String found = global.getString(schema);
        return text != null
                && found != null
                && (view.wanted.isEmpty() || view.wanted.contains(schema(found)))
                && router.listed().contains(new GlobalName(found, text));
    }

    private static @Nullable Integer nameColumn(Map<String, Integer> columns) {
        for (String label : new String[] {"sequence_name", "sequencename", "table_name", "name"}) {
            Integer column = columns.get(label);
            if (column != null) {
                return column;
            }
        }
        return null;
    }

    /** A value of the cluster's row, by the column of the database's. */
    private @Nullable Object global(Method method, Object[] args, String label) throws Throwable {
        Integer column = globalColumns.get(label);
        missing = column == null;
        if (column == null) {
            return nothing(method.getReturnType());
        }
        Object[] moved = args.clone();
        moved[0] = global.getMetaData().getColumnLabel(column);
        Method byLabel =
                ResultSet.class.getMethod(method.getName(), labelled(method.getParameterTypes()));
        return named(call(global, byLabel, moved), label);
    }

    private static Class<?>[] labelled(Class<?>[] types) {
        Class<?>[] changed = types.clone();
        changed[0] = String.class;
        return changed;
    }

    /** What the cluster calls the column. */
    private String label(Object column) throws SQLException {
        String label =
                column instanceof Integer index
                        ? metaSource().getMetaData().getColumnLabel(index)
                        : column.toString();
        String lower = label.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "sequence_owner" -> "sequence_schema";
            case "min_value" -> "minimum_value";
            case "max_value" -> "maximum_value";
            case "increment_by" -> globalColumns.containsKey(lower) ? lower : "increment";
            default -> lower;
        };
    }

    /** A name as the database would have it, in the cluster's rows. */
    private @Nullable Object named(@Nullable Object value, String label) {
        if (!inGlobal || !(value instanceof String text)) {
            return value;
        }
        return switch (label) {
            case "sequence_catalog", "table_cat" -> view.catalog == null ? text : view.catalog;
            case "sequence_schema", "schemaname", "table_schem" -> schema(text);
            case "sequence_name", "sequencename", "table_name", "name" ->
                    router.vendor().stored(text);
            default -> text;
        };
    }

    private String schema(String global) {
        return view.schema != null && global.equals(router.listed().clusterSchema())
                ? view.schema
                : router.vendor().stored(global);
    }

    private static @Nullable Object nothing(Class<?> type) {
        if (!type.isPrimitive()) {
            return null;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == double.class) {
            return 0.0;
        }
        if (type == float.class) {
            return 0.0f;
        }
        if (type == short.class) {
            return (short) 0;
        }
        return type == byte.class ? (Object) (byte) 0 : (Object) 0;
    }

    private ResultSet current() {
        return inGlobal || local == null ? global : local;
    }

    private ResultSet metaSource() {
        return local == null ? global : local;
    }

    private static Map<String, Integer> labels(ResultSet rows) throws SQLException {
        ResultSetMetaData metaData = rows.getMetaData();
        Map<String, Integer> labels = new HashMap<>();
        for (int i = metaData.getColumnCount(); i >= 1; i--) {
            labels.put(metaData.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
        }
        return labels;
    }
}
