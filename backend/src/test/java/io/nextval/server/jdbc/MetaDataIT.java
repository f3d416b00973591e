package io.nextval.server.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What DatabaseMetaData tells of a real node. */
@Timeout(120)
class MetaDataIT {
    private final Map<String, Boolean> claims = new LinkedHashMap<>();
    private Connection connection;
    private DatabaseMetaData told;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:nextval:mem:meta-data");
        told = connection.getMetaData();
        try (Statement statement = connection.createStatement()) {
            statement.addBatch("CREATE SCHEMA IF NOT EXISTS shop");
            statement.addBatch("CREATE SEQUENCE IF NOT EXISTS orders");
            statement.addBatch("CREATE SEQUENCE IF NOT EXISTS order_lines");
            statement.addBatch("CREATE SEQUENCE IF NOT EXISTS orderxlines");
            statement.addBatch("CREATE SEQUENCE IF NOT EXISTS shop.orders");
            statement.addBatch("COMMENT ON SEQUENCE orders IS 'each order'");
            assertThat(statement.executeBatch()).containsOnly(0);
        }
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private static List<List<@Nullable String>> rows(ResultSet rows, String... labels)
            throws SQLException {
        List<List<@Nullable String>> all = new ArrayList<>();
        try (rows) {
            while (rows.next()) {
                List<@Nullable String> row = new ArrayList<>();
                for (String label : labels) {
                    row.add(rows.getString(label));
                }
                all.add(row);
            }
        }
        return all;
    }

    private List<List<@Nullable String>> sequences(
            @Nullable String schema, @Nullable String pattern) throws SQLException {
        return rows(
                told.getTables(null, schema, pattern, new String[] {"SEQUENCE"}),
                "TABLE_SCHEM",
                "TABLE_NAME");
    }

    @Test
    void findsSequencesByPatterns() throws SQLException {
        assertThat(sequences(null, null))
                .containsExactly(
                        List.of("public", "order_lines"),
                        List.of("public", "orders"),
                        List.of("public", "orderxlines"),
                        List.of("shop", "orders"));
        assertThat(sequences("public", "order_lines")).hasSize(2);
        assertThat(sequences("public", "order\\_lines"))
                .containsExactly(List.of("public", "order_lines"));
        assertThat(sequences("%", "orders")).hasSize(2);
        assertThat(sequences("nowhere", "%")).isEmpty();
        assertThat(sequences("", "%")).isEmpty();
        assertThat(rows(told.getTables("other", null, null, null), "TABLE_NAME")).isEmpty();
        assertThat(rows(told.getTables(null, null, "%", new String[] {"TABLE"}), "TABLE_NAME"))
                .isEmpty();
    }

    @Test
    void listsAllTablesByTypeSchemaAndName() throws SQLException {
        List<List<@Nullable String>> all =
                rows(
                        told.getTables(null, null, null, null),
                        "TABLE_TYPE",
                        "TABLE_CAT",
                        "TABLE_SCHEM",
                        "TABLE_NAME",
                        "REMARKS");
        assertThat(all)
                .contains(List.of("SEQUENCE", "nextval", "public", "orders", "each order"))
                .extracting(row -> row.subList(0, 4).toString())
                .isSorted()
                .contains("[SYSTEM VIEW, nextval, pg_catalog, pg_sequences]");
        assertThat(rows(told.getTableTypes(), "TABLE_TYPE"))
                .containsExactly(List.of("SEQUENCE"), List.of("SYSTEM VIEW"));
        assertThat(rows(told.getSchemas(), "TABLE_CATALOG", "TABLE_SCHEM"))
                .contains(List.of("nextval", "public"), List.of("nextval", "shop"))
                .isSortedAccordingTo((a, b) -> a.toString().compareTo(b.toString()));
        assertThat(rows(told.getSchemas("nextval", "sh%"), "TABLE_SCHEM"))
                .containsExactly(List.of("shop"));
        assertThat(rows(told.getCatalogs(), "TABLE_CAT")).containsExactly(List.of("nextval"));
    }

    @Test
    void listsColumnsInOrder() throws SQLException {
        assertThat(
                        rows(
                                told.getColumns(null, "public", "orders", null),
                                "COLUMN_NAME",
                                "DATA_TYPE",
                                "TYPE_NAME",
                                "ORDINAL_POSITION"))
                .containsExactly(
                        List.of("last_value", "" + Types.BIGINT, "int8", "1"),
                        List.of("log_cnt", "" + Types.BIGINT, "int8", "2"),
                        List.of("is_called", "" + Types.BIT, "bool", "3"));
        assertThat(rows(told.getColumns(null, null, null, "sequence\\_name"), "TABLE_NAME"))
                .containsExactly(List.of("sequences"));
        assertThat(rows(told.getColumns(null, null, null, null), "COLUMN_NAME"))
                .hasSizeGreaterThan(50);
        try (ResultSet rows = told.getColumns(null, null, "nothing", null)) {
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(24);
            assertThat(rows.getMetaData().getColumnLabel(24)).isEqualTo("IS_GENERATEDCOLUMN");
        }
    }

    @Test
    void listsTypesByNumberAndFunctionsByName() throws SQLException {
        List<List<@Nullable String>> types = rows(told.getTypeInfo(), "DATA_TYPE", "TYPE_NAME");
        assertThat(types).extracting(row -> Integer.valueOf(row.get(0))).isSorted();
        assertThat(types).extracting(row -> row.get(1)).contains("int8", "text", "timestamptz");
        assertThat(rows(told.getFunctions(null, null, null), "FUNCTION_NAME", "SPECIFIC_NAME"))
                .containsExactly(
                        List.of("currval", "currval"),
                        List.of("lastval", "lastval"),
                        List.of("nextval", "nextval"),
                        List.of("setval", "setval"),
                        List.of("setval", "setval_called"));
        assertThat(rows(told.getFunctionColumns(null, null, "next%", null), "COLUMN_NAME"))
                .containsExactly(List.of("returnValue"), List.of("$1"));
        assertThat(rows(told.getClientInfoProperties(), "NAME"))
                .containsExactly(
                        List.of("ApplicationName"),
                        List.of("ClientHostname"),
                        List.of("ClientUser"));
    }

    @Test
    void givesTheColumnsOfJdbcWhereThereIsNothing() throws SQLException {
        assertEmpty(told.getPrimaryKeys(null, null, "orders"), 6, "PK_NAME");
        assertEmpty(told.getImportedKeys(null, null, "orders"), 14, "DEFERRABILITY");
        assertEmpty(told.getExportedKeys(null, null, "orders"), 14, "DEFERRABILITY");
        assertEmpty(told.getCrossReference(null, null, "a", null, null, "b"), 14, "DEFERRABILITY");
        assertEmpty(told.getIndexInfo(null, null, "orders", false, true), 13, "FILTER_CONDITION");
        assertEmpty(told.getProcedures(null, null, null), 9, "SPECIFIC_NAME");
        assertEmpty(told.getProcedureColumns(null, null, null, null), 20, "SPECIFIC_NAME");
        assertEmpty(told.getUDTs(null, null, null, null), 7, "BASE_TYPE");
        assertEmpty(told.getAttributes(null, null, null, null), 21, "SOURCE_DATA_TYPE");
        assertEmpty(told.getBestRowIdentifier(null, null, "orders", 0, true), 8, "PSEUDO_COLUMN");
        assertEmpty(told.getVersionColumns(null, null, "orders"), 8, "PSEUDO_COLUMN");
        assertEmpty(told.getColumnPrivileges(null, null, "orders", null), 8, "IS_GRANTABLE");
        assertEmpty(told.getTablePrivileges(null, null, null), 7, "IS_GRANTABLE");
        assertEmpty(told.getSuperTables(null, null, null), 4, "SUPERTABLE_NAME");
        assertEmpty(told.getSuperTypes(null, null, null), 6, "SUPERTYPE_NAME");
        assertEmpty(told.getPseudoColumns(null, null, null, null), 12, "IS_NULLABLE");
    }

    private static void assertEmpty(ResultSet rows, int columns, String last) throws SQLException {
        try (rows) {
            assertThat(rows.getMetaData().getColumnCount()).isEqualTo(columns);
            assertThat(rows.getMetaData().getColumnLabel(columns)).isEqualTo(last);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void claimsJustWhatItCanDo() throws SQLException {
        String from = " FROM pg_sequences s ";
        claim(told.supportsGroupBy(), "SELECT schemaname" + from + "GROUP BY schemaname");
        claim(told.supportsGroupByUnrelated(), "SELECT count(*)" + from + "GROUP BY schemaname");
        claim(
                told.supportsGroupByBeyondSelect(),
                "SELECT schemaname" + from + "GROUP BY schemaname, sequencename");
        claim(told.supportsOrderByUnrelated(), "SELECT schemaname" + from + "ORDER BY cache_size");
        claim(
                told.supportsExpressionsInOrderBy(),
                "SELECT schemaname" + from + "ORDER BY cache_size + 1");
        claim(told.supportsUnion(), "SELECT 1" + from + "UNION SELECT 2" + from);
        claim(told.supportsUnionAll(), "SELECT 1" + from + "UNION ALL SELECT 2" + from);
        claim(
                told.supportsSubqueriesInComparisons(),
                "SELECT 1"
                        + from
                        + "WHERE cache_size = (SELECT max(cache_size) FROM pg_sequences)");
        claim(
                told.supportsSubqueriesInExists(),
                "SELECT 1" + from + "WHERE EXISTS (SELECT 1 FROM pg_sequences)");
        claim(
                told.supportsSubqueriesInIns(),
                "SELECT 1" + from + "WHERE cache_size IN (SELECT cache_size FROM pg_sequences)");
        claim(
                told.supportsSubqueriesInQuantifieds(),
                "SELECT 1" + from + "WHERE cache_size = ANY (SELECT cache_size FROM pg_sequences)");
        claim(
                told.supportsCorrelatedSubqueries(),
                "SELECT 1"
                        + from
                        + "WHERE EXISTS (SELECT 1 FROM pg_sequences t"
                        + " WHERE t.sequencename = s.sequencename)");
        claim(
                told.supportsLikeEscapeClause(),
                "SELECT 1" + from + "WHERE schemaname LIKE 'a!_b' ESCAPE '!'");
        claim(
                told.supportsOuterJoins(),
                "SELECT 1" + from + "LEFT JOIN pg_sequences t ON s.schemaname = t.schemaname");
        claim(
                told.supportsFullOuterJoins(),
                "SELECT 1" + from + "FULL JOIN pg_sequences t ON s.schemaname = t.schemaname");
        claim(told.supportsColumnAliasing(), "SELECT schemaname AS x" + from);
        assertThat(claims).allSatisfy((sql, works) -> assertThat(works).as(sql).isTrue());
        assertThat(told.supportsTransactions()).isFalse();
        assertThat(told.supportsBatchUpdates()).isTrue();
        assertThat(told.supportsGetGeneratedKeys()).isTrue();
        assertThat(told.getDatabaseProductVersion()).isNotEmpty();
    }

    private void claim(boolean claimed, String sql) throws SQLException {
        boolean works;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            works = rows.getMetaData().getColumnCount() == 1;
        } catch (SQLException e) {
            works = false;
        }
        claims.put(sql, works == claimed);
    }
}
