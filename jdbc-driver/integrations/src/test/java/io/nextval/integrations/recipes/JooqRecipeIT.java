package io.nextval.integrations.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.integrations.Postgres;
import io.nextval.integrations.Sql;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.util.List;

@Timeout(60)
final class JooqRecipeIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:JooqRecipeIT";

    @RegisterExtension static final Postgres POSTGRES = new Postgres("jooq_recipe");

    JooqRecipeIT() {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
    }

    @BeforeEach
    void createTableHereAndSequenceThere() throws SQLException {
        POSTGRES.execute(
                "DROP TABLE IF EXISTS orders",
                "CREATE TABLE orders (id bigint PRIMARY KEY, item text NOT NULL)");
        Sql.execute(NEXTVAL, "DROP SEQUENCE IF EXISTS orders", "CREATE SEQUENCE orders START 100");
    }

    @Test
    void insertsOneRowAndManyWithIdsFromNextval() throws SQLException {
        JooqOrders orders = new JooqOrders(DataSources.of(POSTGRES.url()), DataSources.of(NEXTVAL));

        assertThat(orders.insert("tea")).isEqualTo(100L);
        assertThat(orders.insertAll(List.of("milk", "sugar", "cake")))
                .containsExactly(101L, 102L, 103L);

        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM orders ORDER BY id"))
                .containsExactly(100L, 101L, 102L, 103L);
        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM orders WHERE item = 'sugar'"))
                .containsExactly(102L);
    }
}
