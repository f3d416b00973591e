package io.nextval.server.cli.importing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;

/** The queries for Oracle, on an H2 whose tables have the names and columns of Oracle's views. */
@Timeout(120)
final class OracleCatalogIT {
    private static final String TO = "jdbc:nextval:mem:import-oracle";
    private static final String BOUND = "9".repeat(28);

    @Test
    void readsSequencesAndIdentityColumnsAsOracleShowsThem() throws Exception {
        try (Connection source = DriverManager.getConnection("jdbc:h2:mem:oracle;MODE=Oracle");
                Connection cluster = DriverManager.getConnection(TO)) {
            Sql.run(
                    source,
                    "CREATE TABLE all_users (username VARCHAR(128))",
                    "INSERT INTO all_users VALUES ('SHOP')",
                    "CREATE TABLE all_sequences (sequence_owner VARCHAR(128), sequence_name"
                            + " VARCHAR(128), min_value NUMERIC(28), max_value NUMERIC(28),"
                            + " increment_by NUMERIC(28), cycle_flag VARCHAR(1), order_flag"
                            + " VARCHAR(1), cache_size NUMERIC(28), last_number NUMERIC(28))",
                    "INSERT INTO all_sequences VALUES"
                            + " ('SHOP', 'ORDERS', 1, "
                            + BOUND
                            + ", 1, 'N', 'N', 20, 41),"
                            + " ('SHOP', 'Mixed', -"
                            + BOUND
                            + ", -1, -1, 'N', 'Y', 0, -8),"
                            + " ('SHOP', 'ISEQ$$_100', 1, "
                            + BOUND
                            + ", 1, 'N', 'N', 20, 61),"
                            + " ('SHOP', 'FAR', 1, "
                            + BOUND
                            + ", 1, 'N', 'N', 20, 1"
                            + "0".repeat(20)
                            + "), ('SHOP', 'WIDE', 1, "
                            + BOUND
                            + ", 1"
                            + "0".repeat(20)
                            + ", 'N', 'N', 20, 1),"
                            + " ('SHOP', 'RING', 1, "
                            + BOUND
                            + ", 1, 'Y', 'N', 20, 5),"
                            + " ('OTHER', 'NOT_OURS', 1, 9, 1, 'N', 'N', 0, 1)",
                    "CREATE TABLE all_tab_identity_cols (owner VARCHAR(128), table_name"
                            + " VARCHAR(128), column_name VARCHAR(128),"
                            + " sequence_name VARCHAR(128))",
                    "INSERT INTO all_tab_identity_cols VALUES"
                            + " ('SHOP', 'INVOICE', 'ID', 'ISEQ$$_100')",
                    "CREATE SCHEMA shop",
                    "CREATE TABLE shop.invoice (id NUMERIC(19))",
                    "INSERT INTO shop.invoice VALUES (95)");
            ReadOptions reading =
                    new ReadOptions(
                            new NameFilter(List.of(), List.of()), ReadOptions.COLUMN_NAMES, true);
            List<Finding> findings =
                    Source.of(source).read(new OracleCatalog(), List.of("shop"), reading);
            List<Outcome> outcomes =
                    Importer.write(
                            findings, new TargetCluster(cluster), new ImportOptions(100, 1, false));
            assertThat(outcomes)
                    .extracting(o -> o.source() + " " + o.name() + " " + o.next())
                    .containsExactlyInAnyOrder(
                            "sequence SHOP.ORDERS orders 142",
                            "sequence SHOP.Mixed Mixed -109",
                            "column SHOP.INVOICE.ID invoice_id_seq 196",
                            "sequence SHOP.RING ring 106",
                            "sequence SHOP.FAR far null",
                            "sequence SHOP.WIDE wide null");
            assertThat(outcomes)
                    .extracting(Outcome::action)
                    .contains(
                            "failed: its next value 100000000000000000101 does not fit into 64"
                                    + " bits",
                            "failed: INCREMENT 100000000000000000000 does not fit into 64 bits");
            assertThat(Sql.next(cluster, "ring")).isEqualTo(106);
            assertThat(Sql.next(cluster, "orders")).isEqualTo(142);
            assertThat(Sql.next(cluster, "\"Mixed\"")).isEqualTo(-109);
            assertThat(Sql.next(cluster, "invoice_id_seq")).isEqualTo(196);
            assertThat(
                            Sql.number(
                                    cluster,
                                    "SELECT max_value FROM pg_sequences"
                                            + " WHERE sequencename = 'orders'"))
                    .isEqualTo(Long.MAX_VALUE);
        }
    }
}
