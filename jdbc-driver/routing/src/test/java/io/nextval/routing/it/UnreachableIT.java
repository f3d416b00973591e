package io.nextval.routing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTransientException;

/** A cluster that can not be reached, and URLs that can not be read. */
@Timeout(60)
final class UnreachableIT {
    @Test
    void statementsThatAreNotOursRunAndThePoolKeepsTheConnection()
            throws SQLException, IOException {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:nextval:h2:mem:unreachable;nextval.cluster=127.0.0.1:"
                        + closedPort()
                        + ";nextval.sequences=orders;nextval.retryTimeout=300");
        config.setMaximumPoolSize(1);
        try (HikariDataSource pool = new HikariDataSource(config)) {
            Object kept;
            try (Connection connection = pool.getConnection()) {
                kept = connection.unwrap(org.h2.jdbc.JdbcConnection.class);
                assertThat(Numbers.of(connection, "SELECT 1")).containsExactly(1L);
                assertThatThrownBy(() -> Numbers.of(connection, "SELECT NEXT VALUE FOR orders"))
                        .isInstanceOf(SQLTransientException.class)
                        .hasMessageContaining("Nextval cluster: ")
                        .hasFieldOrPropertyWithValue("SQLState", "NV801");
                assertThat(Numbers.of(connection, "SELECT 2")).containsExactly(2L);
            }
            try (Connection connection = pool.getConnection()) {
                assertThat(connection.unwrap(org.h2.jdbc.JdbcConnection.class)).isSameAs(kept);
                assertThat(connection.isValid(1)).isTrue();
            }
        }
    }

    @Test
    void aBadUrlSaysWhatIsWrongAndNoPassword() {
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        "jdbc:nextval:nowhere://db?password=secret"
                                                + "&nextval.cluster=h&nextval.sequences=*"))
                .hasMessageContaining("no driver on the class path takes jdbc:nowhere:")
                .hasMessageNotContaining("secret");
        assertThatThrownBy(
                        () ->
                                DriverManager.getConnection(
                                        "jdbc:nextval:h2:mem:x;nextval.cluster=h;nextval.sequences=*"
                                                + ";nextval.password=secret;nextval.retryTimeut=1"))
                .hasMessageContaining("unknown connection property 'retryTimeut'")
                .hasMessageNotContaining("secret");
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
