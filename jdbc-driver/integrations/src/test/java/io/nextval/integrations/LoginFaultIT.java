package io.nextval.integrations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.NodeAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The wrapping driver with a cluster that wants a login, which is not the database's. */
@Timeout(180)
final class LoginFaultIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @RegisterExtension static final Postgres POSTGRES = new Postgres("wrapped_login");
    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void logsInToTheClusterAsTheUrlSaysAndKeepsTheDatabasesConnectionIfItIsRefused()
            throws Exception {
        String wrapped = POSTGRES.wrappedUrl(startWithLogins(), "orders") + "&nextval.user=root";
        try (HikariDataSource pool = Pools.open(wrapped + "&nextval.password=right%26");
                Connection connection = pool.getConnection()) {
            connection.createStatement().execute("CREATE SEQUENCE orders");
            assertThat(Sql.numbers(connection, "SELECT nextval('orders')")).containsExactly(1L);
        }
        String wrong = wrapped + "&nextval.password=guessed&nextval.retryTimeout=2000";
        try (HikariDataSource pool = Pools.open(wrong)) {
            int session;
            try (Connection connection = pool.getConnection()) {
                session = connection.unwrap(PGConnection.class).getBackendPID();
                assertThatExceptionOfType(SQLException.class)
                        .isThrownBy(() -> Sql.numbers(connection, "SELECT nextval('orders')"))
                        .withMessageNotContaining("guessed")
                        .satisfies(e -> assertThat(e.getSQLState()).isEqualTo("28P01"));
                assertThat(Sql.numbers(connection, "SELECT 1")).containsExactly(1L);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(PGConnection.class).getBackendPID())
                        .isEqualTo(session);
            }
        }
    }

    /** The node's address, once its superuser can log in. */
    private String startWithLogins() throws Exception {
        Path passwordFile = Files.writeString(clusters.newFolder().resolve("password"), "right&\n");
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
                            DriverManager.getConnection(url, "root", "right&").close();
                            return true;
                        });
        return address.client().toString();
    }
}
