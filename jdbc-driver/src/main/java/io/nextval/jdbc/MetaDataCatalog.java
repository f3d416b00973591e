package io.nextval.jdbc;

import static io.nextval.jdbc.CatalogSearch.isCatalog;
import static io.nextval.jdbc.CatalogSearch.like;
import static io.nextval.jdbc.CatalogSearch.matches;
import static io.nextval.jdbc.CatalogSearch.row;

import org.jspecify.annotations.Nullable;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sequences and the views of the catalog as JDBC's tables. Patterns are those of LIKE with a
 * backslash as escape; null narrows nothing down.
 */
abstract class MetaDataCatalog extends EmptyMetaData {
    private static final String SEQUENCE = "SEQUENCE";
    private static final String VIEW = "SYSTEM VIEW";
    private static final String FUNCTION_SCHEMA = "pg_catalog";

    private final CatalogSearch search;

    MetaDataCatalog(NextvalConnection connection) {
        super(connection);
        this.search = new CatalogSearch(connection);
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return search.result(MetaDataResult.CATALOGS, List.of(row(connection.getCatalog())));
    }

    @Override
    public ResultSet getTableTypes() throws SQLException {
        connection.checkOpen();
        return search.result(MetaDataResult.TABLE_TYPES, List.of(row(SEQUENCE), row(VIEW)));
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(@Nullable String catalog, @Nullable String schema)
            throws SQLException {
        connection.checkOpen();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (isCatalog(catalog)) {
            String sql =
                    "SELECT schema_name, catalog_name FROM information_schema.schemata"
                            + " WHERE schema_name LIKE ?";
            rows.addAll(search.rows(sql, like(schema)));
        }
        return search.sorted(MetaDataResult.SCHEMAS, rows, 1, 0);
    }

    @Override
    public ResultSet getTables(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            String @Nullable [] types)
            throws SQLException {
        connection.checkOpen();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (isCatalog(catalog)) {
            String sql =
                    "SELECT table_catalog, table_schema, table_name, table_type"
                            + " FROM information_schema.tables"
                            + " WHERE table_schema LIKE ? AND table_name LIKE ?";
            Map<List<@Nullable Object>, @Nullable Object> comments = comments(schema, table);
            for (List<@Nullable Object> found : search.rows(sql, like(schema), like(table))) {
                String type = SEQUENCE.equals(found.get(3)) ? SEQUENCE : VIEW;
                if (types == null || Arrays.asList(types).contains(type)) {
                    Object comment = comments.get(found.subList(1, 3));
                    rows.add(
                            row(
                                    found.get(0),
                                    found.get(1),
                                    found.get(2),
                                    type,
                                    comment,
                                    null,
                                    null,
                                    null,
                                    null,
                                    null));
                }
            }
        }
        return search.sorted(MetaDataResult.TABLES, rows, 3, 0, 1, 2);
    }

    private Map<List<@Nullable Object>, @Nullable Object> comments(
            @Nullable String schema, @Nullable String table) throws SQLException {
        String sql =
                "SELECT schema, name, comment FROM nextval.sequences"
                        + " WHERE comment IS NOT NULL AND schema LIKE ? AND name LIKE ?";
        Map<List<@Nullable Object>, @Nullable Object> comments = new HashMap<>();
        for (List<@Nullable Object> found : search.rows(sql, like(schema), like(table))) {
            comments.put(found.subList(0, 2), found.get(2));
        }
        return comments;
    }

    @Override
    public ResultSet getColumns(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String table,
            @Nullable String column)
            throws SQLException {
        connection.checkOpen();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (isCatalog(catalog)) {
            String sql =
                    "SELECT table_catalog, table_schema, table_name, column_name,"
                            + " ordinal_position, udt_name FROM information_schema.columns"
                            + " WHERE table_schema LIKE ? AND table_name LIKE ?"
                            + " AND column_name LIKE ?";
            for (List<@Nullable Object> found :
                    search.rows(sql, like(schema), like(table), like(column))) {
                rows.add(MetaDataTypes.column(found));
            }
        }
        return search.sorted(MetaDataResult.COLUMNS, rows, 0, 1, 2, 16);
    }

    @Override
    public ResultSet getTypeInfo() throws SQLException {
        connection.checkOpen();
        return search.sorted(MetaDataResult.TYPES, MetaDataTypes.all(), 1);
    }

    @Override
    public ResultSet getFunctions(
            @Nullable String catalog, @Nullable String schema, @Nullable String function)
            throws SQLException {
        connection.checkOpen();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CatalogFunction each : functions(catalog, schema, function)) {
            rows.add(
                    row(
                            Session.DATABASE,
                            FUNCTION_SCHEMA,
                            each.functionName(),
                            each.remarks(),
                            (long) functionNoTable,
                            each.specificName()));
        }
        return search.sorted(MetaDataResult.FUNCTIONS, rows, 0, 1, 2, 5);
    }

    @Override
    public ResultSet getFunctionColumns(
            @Nullable String catalog,
            @Nullable String schema,
            @Nullable String function,
            @Nullable String column)
            throws SQLException {
        connection.checkOpen();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (CatalogFunction each : functions(catalog, schema, function)) {
            for (int i = 0; i <= each.parameters().size(); i++) {
                String name = i == 0 ? "returnValue" : "$" + i;
                if (matches(column, name)) {
                    String type = i == 0 ? "int8" : each.parameters().get(i - 1);
                    long kind = i == 0 ? functionReturn : functionColumnIn;
                    rows.add(functionColumn(each, name, kind, type, i));
                }
            }
        }
        return search.result(MetaDataResult.FUNCTION_COLUMNS, rows);
    }

    private static List<@Nullable Object> functionColumn(
            CatalogFunction function, String name, long kind, String type, long ordinal) {
        ColumnType known = ColumnType.of(type);
        return row(
                Session.DATABASE,
                FUNCTION_SCHEMA,
                function.functionName(),
                name,
                kind,
                (long) known.jdbcType,
                type,
                (long) known.precision,
                null,
                known.signed ? (Object) 0L : null,
                known.signed ? (Object) 10L : null,
                (long) functionNullableUnknown,
                null,
                null,
                ordinal,
                "",
                function.specificName());
    }

    private static List<CatalogFunction> functions(
            @Nullable String catalog, @Nullable String schema, @Nullable String function) {
        List<CatalogFunction> found = new ArrayList<>();
        for (CatalogFunction each : CatalogFunction.values()) {
            if (isCatalog(catalog)
                    && matches(schema, FUNCTION_SCHEMA)
                    && matches(function, each.functionName())) {
                found.add(each);
            }
        }
        return found;
    }

    /** By name. */
    @Override
    public ResultSet getClientInfoProperties() throws SQLException {
        connection.checkOpen();
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (ClientInfo.Known known : ClientInfo.KNOWN) {
            rows.add(row(known.name(), (long) ClientInfo.VALUE_CHARS_MAX, "", known.description()));
        }
        return search.result(MetaDataResult.CLIENT_INFO, rows);
    }
}
