package io.nextval.hibernate.tests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeAddress;

import org.hibernate.SessionFactory;
import org.hibernate.exception.JDBCConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

/** A cluster with logins: {@code nextval.user} and {@code nextval.password}. */
@Timeout(180)
final class LoginFaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void logsInAsThePropertiesSayAndSaysSoIfThePasswordIsWrong() throws Exception {
        String url = startWithLogins();
        DataSource database = Postgres.database("login");
        Map<String, Object> settings =
                Map.of(
                        Orm.ENTITIES,
                        database,
                        Orm.URL,
                        url,
                        "nextval.user",
                        "root",
                        "nextval.password",
                        "right",
                        Orm.DDL,
                        "create");
        try (SessionFactory factory = Orm.build(settings, Invoice.class)) {
            Invoice invoice = new Invoice("somebody");
            factory.inTransaction(session -> session.persist(invoice));
            assertThat(invoice.id()).isEqualTo(1);
        }
        Map<String, Object> wrong =
                Map.of(
                        Orm.ENTITIES,
                        database,
                        Orm.URL,
                        url + "?retryTimeout=2000",
                        "nextval.user",
                        "root",
                        "nextval.password",
                        "guessed");
        try (SessionFactory factory = Orm.build(wrong, Invoice.class)) {
            assertThatExceptionOfType(JDBCConnectionException.class)
                    .isThrownBy(
                            () ->
                                    factory.inTransaction(
                                            session -> session.persist(new Invoice("nobody"))))
                    .withMessageNotContaining("guessed")
                    .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
        }
    }

    private String startWithLogins() throws Exception {
        Path passwordFile = Files.writeString(clusters.newFolder().resolve("password"), "right\n");
        NodeAddress address = NodeAddress.create("n1", clusters.newFolder());
        List<String> arguments = new ArrayList<>(address.arguments());
        arguments.addAll(List.of("--auth", "scram", "--superuser", "root"));
        arguments.addAll(List.of("--superuser_password_file", passwordFile.toString()));
        clusters.launch(address, arguments);
        String url = "jdbc:nextval://" + address.client() + "/public";
        await("login of the superuser")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(
                        () -> {
                            DriverManager.getConnection(url, "root", "right").close();
                            return true;
                        });
        return url;
    }
}
