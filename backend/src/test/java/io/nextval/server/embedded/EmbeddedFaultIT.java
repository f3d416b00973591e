package io.nextval.server.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.ClientProcess;

import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A program with an embedded node ends when its main method has returned. */
@Timeout(180)
class EmbeddedFaultIT {
    @TempDir Path folder;

    /** Draws a number; arguments: URL, whether to close the connection. */
    static final class Program {
        public static void main(String[] arguments) throws SQLException {
            Connection connection = DriverManager.getConnection(arguments[0]);
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE SEQUENCE orders");
                try (ResultSet rows = statement.executeQuery("SELECT nextval('orders')")) {
                    rows.next();
                    System.out.println("got " + rows.getLong(1));
                }
            }
            if (Boolean.parseBoolean(arguments[1])) {
                connection.close();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"mem, true", "mem, false", "embedded, true", "embedded, false"})
    void aProgramEndsWithItsMainMethod(String kind, boolean closes) {
        String url = "jdbc:nextval:" + kind + ":" + (kind.equals("mem") ? "x" : folder);
        ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();
        List<String> arguments = List.of(url, Boolean.toString(closes));
        try (ClientProcess program =
                new ClientProcess(Program.class.getName(), arguments, lines::add)) {
            assertThat(program.end()).isZero();
        }
        assertThat(lines).contains("got 1");
    }
}
