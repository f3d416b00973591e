package io.nextval.integrations.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.integrations.Postgres;
import io.nextval.integrations.Sql;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

@Timeout(60)
final class EclipseLinkRecipeIT {
    private static final String NEXTVAL = "jdbc:nextval:mem:EclipseLinkRecipeIT";
    private static final int ROWS = 70;

    @RegisterExtension static final Postgres POSTGRES = new Postgres("eclipselink_recipe");

    @BeforeEach
    void createTableHereAndSequenceThere() throws SQLException {
        POSTGRES.execute(
                "DROP TABLE IF EXISTS orders",
                "CREATE TABLE orders (id bigint PRIMARY KEY, item text NOT NULL)");
        Sql.execute(NEXTVAL, "DROP SEQUENCE IF EXISTS orders", "CREATE SEQUENCE orders");
    }

    @Test
    void persistsWithIdsOfASequenceOfOurOwnClass() throws SQLException {
        List<Object> entities = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            EclipseLinkRecipe.Order order = new EclipseLinkRecipe.Order();
            order.item = "item " + i;
            entities.add(order);
        }
        persist(entities);

        assertThat(Sql.numbers(POSTGRES.url(), "SELECT id FROM orders ORDER BY id"))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
        assertThat(Sql.numbers(NEXTVAL, "SELECT nextval('orders')"))
                .as("after two draws of 50")
                .containsExactly(101L);
    }

    private static void persist(List<Object> entities) {
        Map<String, Object> properties =
                Map.of(
                        "jakarta.persistence.nonJtaDataSource",
                        DataSources.of(POSTGRES.url()),
                        "nextval.url",
                        NEXTVAL);
        try (EntityManagerFactory factory =
                        Persistence.createEntityManagerFactory("orders", properties);
                EntityManager manager = factory.createEntityManager()) {
            manager.getTransaction().begin();
            entities.forEach(manager::persist);
            manager.getTransaction().commit();
        }
    }
}
