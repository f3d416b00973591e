package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;

import org.hibernate.MappingException;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.util.stream.LongStream;

/** Hibernate on PostgreSQL through the wrapping driver. */
@Timeout(60)
final class HibernatePostgresIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:HibernatePostgresIT";
    private static final int ROWS = 120;

    @RegisterExtension static final Postgres POSTGRES = new Postgres("hibernate_orders");

    private final HikariDataSource pool =
            Pools.open(POSTGRES.wrappedUrl("mem:HibernatePostgresIT", "orders"));

    @BeforeEach
    void dropEverything() throws SQLException {
        POSTGRES.execute("DROP TABLE IF EXISTS customer_orders");
        Sql.execute(NEXTVAL, "DROP SEQUENCE IF EXISTS orders");
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void createsTheSequenceInTheClusterAndPersistsInBatches() throws SQLException {
        try (SessionFactory factory = Hibernate.boot(pool, "create", Order.class)) {
            assertThat(Hibernate.persistOrders(factory, ROWS))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
            factory.inSession(
                    session ->
                            assertThat(session.find(Order.class, 2L).item()).isEqualTo("item 1"));
        }
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT count(*) FROM customer_orders"))
                .containsExactly((long) ROWS);
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT 1 FROM pg_sequences")).isEmpty();
        assertThat(Sql.numbers(NEXTVAL, "SELECT \"increment\" FROM information_schema.sequences"))
                .containsExactly(50L);
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('orders')"))
                .as("drawn 4 times: once for the start, once for each 50 ids")
                .containsExactly(201L);
    }

    @Test
    void findsTheSequenceOfTheClusterWhenItValidatesTheSchema() throws SQLException {
        Hibernate.boot(pool, "create", Order.class).close();
        try (SessionFactory factory = Hibernate.boot(pool, "validate", Order.class)) {
            assertThat(Hibernate.persistOrders(factory, 1)).containsExactly(1L);
        }
    }

    @Test
    void doesNotBootWithASequenceOfAnotherIncrement() throws SQLException {
        Hibernate.boot(pool, "create", Order.class).close();
        Sql.execute(NEXTVAL, "ALTER SEQUENCE orders INCREMENT BY 10");
        assertThatExceptionOfType(MappingException.class)
                .isThrownBy(() -> Hibernate.boot(pool, "none", Order.class).close())
                .havingRootCause()
                .isInstanceOf(MappingException.class)
                .withMessageContaining("increment size is [10]");
    }
}
