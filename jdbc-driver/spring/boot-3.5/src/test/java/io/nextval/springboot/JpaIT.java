package io.nextval.springboot;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.postgres.PostgresServer;
import io.nextval.purchases.Purchase;
import io.nextval.purchases.Purchases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Spring Data JPA with entities in PostgreSQL and ids of a cluster. */
@Timeout(120)
final class JpaIT {
    private static final int ROWS = 60;

    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void startPostgres() throws IOException {
        postgres = PostgresServer.start();
    }

    @AfterAll
    static void stopPostgres() throws IOException {
        postgres.close();
    }

    @Test
    void takesTheClusterFromAProperty() throws SQLException {
        savesWithIdsOfTheCluster(
                "by_property",
                List.of(),
                "spring.jpa.properties.nextval.url=jdbc:nextval:mem:JpaIT1");
    }

    @Test
    void takesTheClusterFromADataSource() throws SQLException {
        savesWithIdsOfTheCluster(
                "by_source",
                List.of(SequencesConfiguration.class, OfThisVersion.Numbers.class),
                "app.sequences.jdbc-url=jdbc:nextval:mem:JpaIT2",
                "app.sequences.maximum-pool-size=1");
    }

    private static void savesWithIdsOfTheCluster(
            String database, List<Class<?>> more, String... settings) throws SQLException {
        List<Class<?>> sources = new ArrayList<>(more);
        sources.add(WithPurchases.class);
        String[] all =
                Stream.concat(
                                Stream.of(
                                        "spring.datasource.url=" + url(database),
                                        "spring.datasource.hikari.maximum-pool-size=1",
                                        "spring.jpa.hibernate.ddl-auto=update"),
                                Stream.of(settings))
                        .toArray(String[]::new);
        try (ConfigurableApplicationContext context = Application.start(sources, all)) {
            Purchases purchases = context.getBean(Purchases.class);
            List<Purchase> saved =
                    purchases.saveAll(
                            Stream.generate(() -> new Purchase("Ada")).limit(ROWS).toList());
            assertThat(saved)
                    .extracting(Purchase::id)
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, ROWS).boxed().toList());
            assertThat(
                            context.getBean(JdbcClient.class)
                                    .sql("SELECT count(*) FROM purchase")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(ROWS);
            assertThat(purchases.findById(2L))
                    .hasValueSatisfying(found -> assertThat(found.customer()).isEqualTo("Ada"));
        }
    }

    private static String url(String database) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return postgres.getJdbcUrl("postgres", database);
    }

    /** Where Spring Boot looks for entities and repositories. */
    @Configuration(proxyBeanMethods = false)
    @AutoConfigurationPackage(basePackageClasses = Purchase.class)
    static class WithPurchases {}
}
