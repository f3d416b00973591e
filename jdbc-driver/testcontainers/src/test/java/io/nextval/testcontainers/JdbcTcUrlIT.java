package io.nextval.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.testcontainers.junit.jupiter.Testcontainers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** Containers that a URL starts, and that stop with the last connection. */
@Testcontainers(disabledWithoutDocker = true)
@NeedsImage
@Timeout(180)
class JdbcTcUrlIT {
    private static final String PREFIX = "jdbc:tc:nextval:" + System.getProperty("nextval.version");

    @Test
    void startsANodeForAUrl() throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(
                        PREFIX + ":///public?TC_INITSCRIPT=sequences.sql&applicationName=tc")) {
            assertThat(Numbers.next(connection, "orders")).isEqualTo(1);
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("Nextval");
        }
    }

    @Test
    void createsTheSchemaOfTheUrlAndServesAPool() throws SQLException {
        HikariConfig settings = new HikariConfig();
        settings.setJdbcUrl(PREFIX + ":///billing?user=anna&password=let%20me%20in");
        try (HikariDataSource pool = new HikariDataSource(settings);
                Connection connection = pool.getConnection()) {
            assertThat(connection.getSchema()).isEqualTo("billing");
            Numbers.execute(connection, "CREATE SEQUENCE invoices");
            assertThat(Numbers.next(connection, "billing.invoices")).isEqualTo(1);
            assertThat(connection.getMetaData().getUserName()).isEqualTo("anna");
        }
    }
}
