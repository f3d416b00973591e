package io.nextval.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;

/** The server of the tests themselves, when something else has its port. */
@Timeout(180)
final class PostgresServerIT {
    private static final Duration SHORT = Duration.ofSeconds(2);

    @Test
    void takesAnotherPortIfAnotherServerOfItsKindAnswersOnTheFirst() throws Exception {
        try (EmbeddedPostgres other = PostgresServer.start()) {
            Iterator<Integer> ports = List.of(other.getPort(), freePort()).iterator();
            try (EmbeddedPostgres own = PostgresServer.start(ports::next, Duration.ofSeconds(60))) {
                assertThat(own.getPort()).isNotEqualTo(other.getPort());
                assertThat(folder(own)).isNotEqualTo(folder(other));
            }
        }
    }

    @Test
    void saysSoIfEveryPortIsTakenByWhoNeverAnswers() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> PostgresServer.start(silent::getLocalPort, SHORT))
                    .withMessageContaining("no port in 4 tries");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String folder(EmbeddedPostgres server) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW data_directory")) {
            row.next();
            return row.getString(1);
        }
    }
}
