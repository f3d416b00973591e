package io.nextval.compatibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jooq.DSLContext;
import org.jooq.Meta;
import org.jooq.SQLDialect;
import org.jooq.Schema;
import org.jooq.Sequence;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** jOOQ in its PostgreSQL dialect. */
@Timeout(60)
final class JooqIT {
    private static final Sequence<Long> ORDERS =
            DSL.sequence(DSL.name("public", "orders"), SQLDataType.BIGINT);

    private final Connection connection;
    private final DSLContext jooq;

    JooqIT() throws SQLException {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        connection = DriverManager.getConnection("jdbc:nextval:mem:JooqIT");
        jooq = DSL.using(connection, SQLDialect.POSTGRES);
    }

    @BeforeEach
    void createSequence() {
        jooq.dropSequenceIfExists(ORDERS).execute();
        jooq.createSequence(ORDERS).startWith(10L).incrementBy(5L).maxvalue(1000L).execute();
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void drawsOneNumberAndSeveral() {
        assertThat(jooq.nextval(ORDERS)).isEqualTo(10L);
        assertThat(jooq.nextvals(ORDERS, 3)).containsExactly(15L, 20L, 25L);
        assertThat(jooq.currval(ORDERS)).isEqualTo(25L);
        assertThat(jooq.select(ORDERS.nextval(), DSL.val("x")).fetchOne())
                .satisfies(row -> assertThat(row.value1()).isEqualTo(30L));
    }

    @Test
    void changesSequences() {
        jooq.alterSequence(ORDERS).restartWith(100L).execute();
        assertThat(jooq.nextval(ORDERS)).isEqualTo(100L);
        jooq.alterSequence(ORDERS).incrementBy(-1L).minvalue(1L).execute();
        assertThat(jooq.nextval(ORDERS)).isEqualTo(99L);
        jooq.createSchemaIfNotExists("shop").execute();
        jooq.createSequenceIfNotExists(DSL.name("shop", "bills")).cache(10L).cycle().execute();
        assertThat(jooq.nextval(DSL.name("shop", "bills"))).isNotNull();
    }

    /** In its POSTGRES dialect it asks pg_constraint and pg_description, and finds no keys. */
    @Test
    void findsSchemasAndTablesInItsMeta() {
        Meta meta = jooq.meta();
        assertThat(meta.getSchemas()).extracting(Schema::getName).contains("public", "pg_catalog");
        assertThat(meta.getTables("no_such_table")).isEmpty();
        assertThat(meta.getTables("pg_class"))
                .singleElement()
                .satisfies(found -> assertThat(found.field("relname")).isNotNull());
        assertThat(meta.getPrimaryKeys()).isEmpty();
        assertThat(meta.getUniqueKeys()).isEmpty();
    }

    @Test
    void findsThemByJdbcsMetaDataToo() {
        Meta meta = DSL.using(jooq.configuration().derive(SQLDialect.DEFAULT)).meta();
        assertThat(meta.getSchemas()).extracting(Schema::getName).contains("public");
        assertThat(meta.getTables("no_such_table")).isEmpty();
    }

    /** A sequence is a row of pg_class, as tools that know PostgreSQL look for it. */
    @Test
    void readsSequencesFromPostgresTables() {
        assertThat(
                        jooq.fetch(
                                "SELECT n.nspname, c.relname FROM pg_catalog.pg_class c"
                                        + " JOIN pg_catalog.pg_namespace n"
                                        + " ON n.oid = c.relnamespace"
                                        + " WHERE c.relkind = 'S' AND n.nspname = ?",
                                "public"))
                .extracting(row -> row.get("relname"))
                .contains("orders");
    }

    @Test
    void findsSequencesInItsMeta() {
        Meta meta = jooq.meta();
        assertThat(meta.getSequences("orders"))
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.getSchema()).isNotNull();
                            assertThat(found.getStartWith()).isNotNull();
                            assertThat(found.getIncrementBy()).isNotNull();
                        });
    }

    @Test
    void keepsTheStateOfErrors() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> jooq.nextval("missing"))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("42P01"));
    }
}
