package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Transaction;
import org.hibernate.context.spi.CurrentTenantIdentifierResolver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.Timeout;

import java.sql.SQLException;
import java.util.Map;
import java.util.function.Function;

/** Ids of tenants who share tables. */
@Timeout(120)
@TestInstance(Lifecycle.PER_CLASS)
final class TenantIT {
    private Numbers numbers;
    private SessionFactory factory;

    @BeforeAll
    void start() throws SQLException {
        numbers = Numbers.start("TenantIT");
        factory =
                Orm.build(
                        Map.of(
                                Orm.ENTITIES,
                                Postgres.database("tenant_it"),
                                Orm.URL,
                                numbers.url(),
                                Orm.DDL,
                                "create-drop"),
                        TenantRow.class,
                        SharedTenantRow.class);
        // A block lives for some seconds, and what is done for the first time may take them.
        as(
                "first",
                session -> {
                    TenantRow row = new TenantRow();
                    session.persist(row);
                    session.remove(row);
                    return row.id();
                });
    }

    @AfterAll
    void stop() throws SQLException {
        factory.close();
        numbers.close();
    }

    @Test
    @Feature("a sequence for each tenant")
    void drawsFromTheTenantsOwnSequence() throws SQLException {
        assertThat(persist("acme")).isEqualTo(1000);
        assertThat(persist("acme")).isEqualTo(1001);
        assertThat(numbers.has("rows_of_acme")).isTrue();
        numbers.execute("CREATE SEQUENCE tenants.\"rows_of_Zed \"\"z\"\".y\" START WITH 5");
        assertThat(persist("Zed \"z\".y")).isEqualTo(5);
        assertThat(numbers.one("SELECT nextval('tenants.rows_of_acme')")).isEqualTo(1050);
    }

    @Test
    @Feature("blocks for each tenant")
    void givesEachTenantABlockOfASharedSequence() {
        assertThat(persistShared("a")).isEqualTo(1);
        assertThat(persistShared("b")).isEqualTo(11);
        assertThat(persistShared("a")).isEqualTo(2);
        assertThat(persistShared("b")).isEqualTo(12);
    }

    @Test
    void asksTheResolverOfTheCurrentTenant() throws SQLException {
        Map<String, Object> settings =
                Map.of(
                        Orm.ENTITIES,
                        Postgres.database("tenant_resolver_it"),
                        Orm.URL,
                        numbers.url(),
                        Orm.DDL,
                        "create-drop",
                        "hibernate.tenant_identifier_resolver",
                        new OneTenant("resolved"));
        try (SessionFactory resolving = Orm.build(settings, TenantRow.class)) {
            TenantRow row = new TenantRow();
            resolving.inTransaction(session -> session.persist(row));
            assertThat(row.id()).isEqualTo(1000);
            assertThat(numbers.one("SELECT nextval('tenants.rows_of_resolved')")).isEqualTo(1050);
        }
    }

    private long persist(String tenant) {
        return as(
                tenant,
                session -> {
                    TenantRow row = new TenantRow();
                    session.persist(row);
                    return row.id();
                });
    }

    private long persistShared(String tenant) {
        return as(
                tenant,
                session -> {
                    SharedTenantRow row = new SharedTenantRow();
                    session.persist(row);
                    return row.id();
                });
    }

    private long as(String tenant, Function<Session, Long> work) {
        try (Session session =
                factory.withOptions().tenantIdentifier((Object) tenant).openSession()) {
            Transaction transaction = session.beginTransaction();
            long id = work.apply(session);
            transaction.commit();
            return id;
        }
    }

    /** As an application finds its tenant in the request. */
    private record OneTenant(String name) implements CurrentTenantIdentifierResolver<Object> {
        @Override
        public Object resolveCurrentTenantIdentifier() {
            return name;
        }

        @Override
        public boolean validateExistingCurrentSessions() {
            return true;
        }
    }
}
