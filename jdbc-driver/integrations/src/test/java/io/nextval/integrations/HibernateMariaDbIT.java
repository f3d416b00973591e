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
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.LongStream;

/** Hibernate and plain JDBC on MariaDB through the wrapping driver. */
@Timeout(120)
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
final class HibernateMariaDbIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:HibernateMariaDbIT";
    private static final String LOCAL =
            "SELECT count(*) FROM information_schema.tables WHERE table_type = 'SEQUENCE'";
    private static final int ROWS = 120;

    @RegisterExtension static final MariaDb MARIADB = new MariaDb("shop");

    private final HikariDataSource pool =
            Pools.open(MARIADB.wrappedUrl("mem:HibernateMariaDbIT", "orders"));

    @BeforeEach
    void dropEverything() throws SQLException {
        Sql.execute(MARIADB.url(), "DROP TABLE IF EXISTS customer_orders");
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
        }
        assertThat(Sql.numbers(MARIADB.url(), "SELECT count(*) FROM customer_orders"))
                .containsExactly((long) ROWS);
        assertThat(Sql.numbers(MARIADB.url(), LOCAL)).containsExactly(0L);
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('orders')")).containsExactly(201L);
    }

    @Test
    void findsTheSequenceOfTheClusterWhenItValidatesTheSchema() {
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

    @Test
    void drawsInTheFormsThatMariaDbHas() throws SQLException {
        Sql.execute(NEXTVAL, "CREATE SEQUENCE orders START 100");
        Sql.execute(
                MARIADB.url(), "CREATE TABLE customer_orders (id bigint PRIMARY KEY, item text)");
        try (Connection connection = pool.getConnection()) {
            assertThat(Sql.numbers(connection, "SELECT NEXTVAL(orders)")).containsExactly(100L);
            assertThat(Sql.numbers(connection, "SELECT NEXT VALUE FOR `orders`"))
                    .containsExactly(101L);
            assertThat(Sql.numbers(connection, "SELECT LASTVAL(orders)")).containsExactly(101L);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO customer_orders VALUES (NEXT VALUE FOR orders, ?)"
                                    + " RETURNING id")) {
                for (long expected : List.of(102L, 103L)) {
                    insert.setString(1, "it\\'s # nextval(orders)");
                    try (ResultSet row = insert.executeQuery()) {
                        assertThat(row.next()).isTrue();
                        assertThat(row.getLong(1)).isEqualTo(expected);
                    }
                }
            }
        }
        assertThat(Sql.numbers(MARIADB.url(), "SELECT id FROM customer_orders ORDER BY id"))
                .containsExactly(102L, 103L);
    }
}
