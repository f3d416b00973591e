package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hibernate.HibernateException;
import org.hibernate.SessionFactory;
import org.hibernate.exception.SQLGrammarException;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

import javax.sql.DataSource;

/** When sequences are created and looked for, and what is refused when a factory is built. */
@Timeout(60)
@TestInstance(Lifecycle.PER_CLASS)
final class SchemaIT {
    private Numbers numbers;
    private DataSource database;

    @BeforeAll
    void createDatabase() throws SQLException {
        database = Postgres.database("schema_it");
    }

    @BeforeEach
    void start(TestInfo test) throws SQLException {
        numbers = Numbers.start("SchemaIT." + test.getTestMethod().orElseThrow().getName());
    }

    @AfterEach
    void stop() throws SQLException {
        numbers.close();
    }

    @Test
    @Feature("hbm2ddl creates sequences")
    void createsTheSequenceWhereTablesAreCreated() throws SQLException {
        for (String action : new String[] {"create", "create-drop", "update", "create-only"}) {
            numbers.execute("DROP SEQUENCE IF EXISTS invoices");
            try (SessionFactory factory = open(Map.of(Orm.DDL, action))) {
                assertThat(numbers.has("invoices")).as(action).isTrue();
                factory.getSchemaManager().dropMappedObjects(false);
            }
        }
    }

    @Test
    @Feature("jakarta.persistence.schema-generation creates sequences")
    void createsTheSequenceWhereJakartaPersistenceCreatesTables() throws SQLException {
        String setting = "jakarta.persistence.schema-generation.database.action";
        try (SessionFactory factory = open(Map.of(setting, "drop-and-create"))) {
            assertThat(factory.isOpen()).isTrue();
            assertThat(numbers.has("invoices")).isTrue();
        }
    }

    @Test
    @Feature("hbm2ddl never drops or restarts sequences")
    void keepsTheSequenceAndItsPlaceWhenTablesAreDropped() throws SQLException {
        Map<String, Object> both = Map.of(Orm.DDL, "create-drop");
        long first;
        try (SessionFactory factory = open(both)) {
            first = persisted(factory);
        }
        assertThat(numbers.has("invoices")).isTrue();
        try (SessionFactory factory = open(both)) {
            assertThat(persisted(factory)).isEqualTo(first + 50);
        }
    }

    @Test
    @Feature("hbm2ddl validate names a missing sequence")
    void refusesToStartIfValidationFindsNoSequence() throws SQLException {
        try (SessionFactory factory = open(Map.of(Orm.DDL, "create"))) {
            assertThat(factory.isOpen()).isTrue();
        }
        Map<String, Object> validate = Map.of(Orm.DDL, "validate");
        try (SessionFactory factory = open(validate)) {
            assertThat(persisted(factory)).isEqualTo(1);
        }
        numbers.execute("DROP SEQUENCE invoices");
        assertThatThrownBy(() -> open(validate))
                .isInstanceOf(SchemaManagementException.class)
                .hasMessageContaining("missing sequence [invoices]")
                .hasMessageContaining("Invoice.id");
    }

    @Test
    void doesNotAskTheClusterWhenItStartsWithoutSchemaGeneration() throws SQLException {
        try (SessionFactory tables = open(Map.of(Orm.DDL, "create"))) {
            assertThat(tables.isOpen()).isTrue();
        }
        numbers.execute("DROP SEQUENCE invoices");
        try (SessionFactory factory = open(Map.of())) {
            assertThatThrownBy(() -> persisted(factory))
                    .isInstanceOf(SQLGrammarException.class)
                    .hasMessageContaining("sequence invoices")
                    .satisfies(
                            e ->
                                    assertThat(((SQLGrammarException) e).getSQLState())
                                            .isEqualTo("42P01"));
            numbers.execute("CREATE SEQUENCE invoices START WITH 77");
            assertThat(persisted(factory)).isEqualTo(77);
        }
    }

    @Test
    @Feature("settings that can not be right are refused at the start")
    void refusesSettingsThatCanNotBeRight() {
        refuses(Map.of(Orm.URL, ""), "neither nextval.url nor nextval.datasource is set");
        refuses(Map.of(Orm.SOURCE, database), "both nextval.url and nextval.datasource are set");
        refuses(Map.of(Orm.URL, "jdbc:postgresql://localhost/x"), "jdbc:nextval:mem:NAME");
        refuses(
                Map.of(Orm.URL, "", Orm.SOURCE, "java:comp/env/jdbc/nextval"),
                "must be a javax.sql.DataSource object");
        refuses(
                Map.of(Orm.URL, "", Orm.SOURCE, database),
                "nextval.datasource is the DataSource of the entities");
        assertThatThrownBy(() -> build(Map.of(), WrongRow.class))
                .isInstanceOf(HibernateException.class)
                .hasMessageContaining("can not give an id of java.lang.Double");
    }

    private void refuses(Map<String, ?> settings, String message) {
        assertThatThrownBy(() -> open(settings))
                .isInstanceOf(HibernateException.class)
                .satisfies(e -> assertThat(Messages.of(e)).contains(message));
    }

    private SessionFactory open(Map<String, ?> settings) {
        return build(settings, Invoice.class);
    }

    private SessionFactory build(Map<String, ?> settings, Class<?> entity) {
        Map<String, Object> all = new HashMap<>();
        all.put(Orm.ENTITIES, database);
        all.put(Orm.URL, numbers.url());
        all.putAll(settings);
        return Orm.build(all, entity);
    }

    private static long persisted(SessionFactory factory) {
        Invoice invoice = new Invoice("somebody");
        factory.inTransaction(session -> session.persist(invoice));
        return invoice.id();
    }
}
