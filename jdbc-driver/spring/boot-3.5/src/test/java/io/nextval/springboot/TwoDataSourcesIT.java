package io.nextval.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nextval.postgres.PostgresServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.List;

/** Rows in PostgreSQL and numbers from Nextval: with two data sources, and with a wrapping URL. */
@Timeout(120)
final class TwoDataSourcesIT {
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
    void takesNumbersFromASecondDataSource() throws Exception {
        try (ConfigurableApplicationContext context =
                Application.startWeb(
                        List.of(SequencesConfiguration.class, Orders.class),
                        "spring.datasource.url=" + url("two"),
                        "spring.sql.init.mode=always",
                        "spring.sql.init.schema-locations=classpath:tables.sql",
                        "app.sequences.jdbc-url=jdbc:nextval:mem:TwoDataSourcesIT",
                        "app.sequences.maximum-pool-size=2")) {
            Orders orders = context.getBean(Orders.class);
            assertThat(orders.place("Ada")).isEqualTo(1);
            assertThatExceptionOfType(DuplicateKeyException.class)
                    .isThrownBy(() -> orders.placeTwice("Bob"));
            assertThat(orders.place("Cleo")).isEqualTo(3);
            assertThat(numbers(context.getBean(JdbcClient.class))).containsExactly(1L, 3L);
            HttpResponse<String> health = new Web(context).get("/actuator/health");
            assertThat(health.statusCode()).isEqualTo(200);
            assertThat(health.body())
                    .contains("\"database\":\"PostgreSQL\"", "\"database\":\"Nextval\"");
        }
    }

    @Test
    void takesNumbersThroughAWrappingUrl() throws Exception {
        String cluster = "jdbc:nextval:mem:TwoDataSourcesIT";
        String wrapping =
                url("one").replace("jdbc:", "jdbc:nextval:")
                        + "&nextval.cluster=mem:TwoDataSourcesIT&nextval.sequences=invoices";
        try (ConfigurableApplicationContext context =
                Application.startWeb(
                        List.of(),
                        "spring.datasource.url=" + wrapping,
                        "spring.sql.init.mode=always",
                        "spring.sql.init.schema-locations=classpath:tables.sql")) {
            JdbcClient client = context.getBean(JdbcClient.class);
            client.sql("CREATE SEQUENCE invoices").update();
            client.sql("INSERT INTO orders VALUES (nextval('invoices'), ?)").param("Ada").update();
            assertThat(numbers(client)).containsExactly(1L);
            assertThat(new Web(context).get("/actuator/health").body())
                    .contains("\"status\":\"UP\"", "\"database\":\"PostgreSQL\"");
            assertThat(
                            JdbcClient.create(new DriverManagerDataSource(cluster))
                                    .sql("SELECT nextval('invoices')")
                                    .query()
                                    .singleValue())
                    .isEqualTo(2L);
        }
    }

    private static String url(String database) throws SQLException {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        return postgres.getJdbcUrl("postgres", database);
    }

    private static List<Long> numbers(JdbcClient client) {
        return client.sql("SELECT number FROM orders ORDER BY 1").query(Long.class).list();
    }
}
