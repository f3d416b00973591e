package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

/** The documented setup: an entity, and {@code nextval.url} in {@code persistence.xml}. */
@Timeout(60)
final class PersistenceUnitIT {
    private static final int ROWS = 60;
    private static final Path ENTITY =
            Path.of(
                    System.getProperty("nextval.docs"),
                    "../jdbc-driver/hibernate/src/test/java/io/nextval/hibernate/tests/Order.java");

    @Test
    void persistsWithTheIdsOfTheClusterThatThePersistenceUnitNames() throws Exception {
        Map<String, Object> entities = Map.of(Orm.ENTITIES, Postgres.database("persistence_unit"));
        try (Numbers numbers = Numbers.start("PersistenceUnitIT");
                EntityManagerFactory factory =
                        Persistence.createEntityManagerFactory("orders", entities);
                EntityManager manager = factory.createEntityManager()) {
            List<Long> ids = new ArrayList<>();
            manager.getTransaction().begin();
            for (int i = 0; i < ROWS; i++) {
                Order order = new Order();
                manager.persist(order);
                ids.add(order.id());
            }
            manager.getTransaction().commit();
            assertThat(ids)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
            assertThat(
                            manager.createQuery(
                                            "select o.id from Order o order by o.id", Long.class)
                                    .getResultList())
                    .isEqualTo(ids);
            assertThat(numbers.one("SELECT nextval('orders')")).isEqualTo(101);
        }
    }

    @Test
    void theDocumentedEntityIsTheOneThatIsTested() throws IOException {
        Matcher example =
                Pattern.compile(
                                "// begin of the example\n(.*?)^ *// end of the example",
                                Pattern.DOTALL | Pattern.MULTILINE)
                        .matcher(Files.readString(ENTITY));
        assertThat(example.find()).isTrue();
        assertThat(Documented.page())
                .contains(
                        "```java\n"
                                + example.group(1).stripTrailing().replace("@Nullable ", "")
                                + "\n}\n```\n");
    }
}
