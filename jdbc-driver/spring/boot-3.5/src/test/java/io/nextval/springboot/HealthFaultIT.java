package io.nextval.springboot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeProcess;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** {@code /actuator/health} over a pool of Nextval while servers fail and return. */
@Timeout(240)
final class HealthFaultIT {
    private static final String DB = "/actuator/health/db";
    private static final String ORDERS = "/actuator/health/orders";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void tellsWhetherTheClusterIsThereAndWhetherItHasAMajority() throws Exception {
        TestCluster cluster = clusters.start(3);
        cluster.awaitLeadersWhereTheyBelong();
        Sql.execute(cluster.url(), "CREATE SEQUENCE orders");
        try (ConfigurableApplicationContext context =
                Application.startWeb(
                        List.of(OfThisVersion.SequenceHealth.class),
                        "spring.datasource.url=" + cluster.url() + "?retryTimeout=4000",
                        "spring.datasource.hikari.connection-timeout=5000",
                        "spring.datasource.hikari.validation-timeout=2500",
                        "spring.datasource.hikari.maximum-pool-size=2")) {
            Web web = new Web(context);
            awaitStatus(web, DB, 200);
            awaitStatus(web, ORDERS, 200);
            assertThat(web.get(DB).body())
                    .contains("\"status\":\"UP\"", "\"database\":\"Nextval\"", "isValid()");

            List<NodeProcess> nodes = cluster.nodes();
            cluster.killTogether(nodes.subList(0, 1));
            awaitStatus(web, ORDERS, 200);
            awaitStatus(web, DB, 200);

            cluster.killTogether(nodes.subList(1, 2));
            HttpResponse<String> lost = awaitStatus(web, ORDERS, 503);
            assertThat(lost.body()).contains("\"status\":\"DOWN\"");
            awaitStatus(web, DB, 200);
            // The pool may find a connection too slow first; its error is not the statement's.
            await("NV001")
                    .atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThatExceptionOfType(UncategorizedSQLException.class)
                                            .isThrownBy(() -> draw(context))
                                            .satisfies(
                                                    e ->
                                                            assertThat(stateOf(e))
                                                                    .isEqualTo("NV001")));

            cluster.killTogether(nodes.subList(2, 3));
            HttpResponse<String> away = awaitStatus(web, DB, 503);
            assertThat(away.body()).contains("\"status\":\"DOWN\"");
            assertThatExceptionOfType(DataAccessResourceFailureException.class)
                    .isThrownBy(() -> draw(context));

            cluster.restartAll();
            cluster.awaitLeadersWhereTheyBelong();
            awaitStatus(web, DB, 200);
            awaitStatus(web, ORDERS, 200);
            assertThat(draw(context)).isPositive();
        }
    }

    private static long draw(ConfigurableApplicationContext context) {
        return context.getBean(JdbcClient.class)
                .sql("SELECT nextval('orders')")
                .query(Long.class)
                .single();
    }

    private static String stateOf(UncategorizedSQLException error) {
        return Objects.requireNonNull(error.getSQLException()).getSQLState();
    }

    private static HttpResponse<String> awaitStatus(Web web, String path, int status) {
        return await(path + " with " + status)
                .atMost(PATIENCE)
                .until(() -> web.get(path), response -> response.statusCode() == status);
    }
}
