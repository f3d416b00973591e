package io.nextval.routing.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What is wrong with a wrapping URL, or not there, is said when connecting, with its SQLSTATE. */
@Timeout(60)
final class WrongInputIT {
    private static final String GOOD =
            ";nextval.cluster=mem:WrongInputIT;nextval.sequences=orders,lines";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The database.
                "nowhere://db?G | 08001 | no driver on the class path takes jdbc:nowhere:",
                "x | 08001 | behind jdbc:nextval: there must be //, mem:, embedded: or a"
                        + " database's",
                "nextval://h?G | 08001 | the database's URL is one of Nextval itself",
                // The cluster.
                "h2:mem:x;nextval.sequences=* | 08001 | nextval.cluster is missing",
                "h2:mem:x;nextval.cluster=;nextval.sequences=* | 08001 | nextval.cluster is"
                        + " missing",
                "h2:mem:x;nextval.cluster=h:port;nextval.sequences=* | 08001 | h:port",
                "h2:mem:x;nextval.cluster=h:99999;nextval.sequences=* | 08001 | 99999",
                "h2:mem:x;nextval.cluster=h?tls=disable;nextval.sequences=* | 08001 |"
                        + " say properties of the cluster as nextval.NAME=value",
                "h2:mem:x;nextval.cluster=a;nextval.cluster=b;nextval.sequences=* | 08001 |"
                        + " nextval.cluster is there twice",
                "h2:mem:x;G;nextval.schema= | 08001 | nextval.schema is empty",
                // Its properties.
                "h2:mem:x;G;nextval.retryTimeut=1 | 22023 | unknown connection property"
                        + " 'retryTimeut'; the nearest known one is 'retryTimeout'",
                "h2:mem:x;G;nextval.retryTimeout=soon | 22023 | must be a number from 1 to 300000",
                "h2:mem:x;G;nextval.password=a%zz | 08001 |"
                        + " nextval.password has a bad percent sign; two hexadecimal digits",
                // The names of the sequences.
                "h2:mem:x;nextval.cluster=mem:x | 08001 | nextval.sequences is missing",
                "h2:mem:x;L=orders,,lines | 08001 | '' is not a name or schema.name",
                "h2:mem:x;L=orders, | 08001 | '' is not a name or schema.name",
                "h2:mem:x;L=a.b.c | 08001 | 'a.b.c' is not a name or schema.name",
                "h2:mem:x;L=shop. | 08001 | 'shop.' is not a name or schema.name",
                "h2:mem:x;L=orders lines | 08001 | separate names with commas",
                "h2:mem:x;L=\"Orders | 08001 | the quote before Orders is not closed",
                "h2:mem:x;L=\"Orders\"x | 08001 | 'Orders' is followed by 'x'",
                "h2:mem:x;L=orders%25 | 08001 | there is a % in it; * stands for any characters",
                "h2:mem:x;L=`orders` | 08001 | there is a ` in it",
                "h2:mem:x;L='''orders''' | 08001 | there is a ' in it"
            })
    void isToldWhenConnecting(String url, String state, String message) {
        String whole =
                "jdbc:nextval:"
                        + url.replace(";G", GOOD)
                                .replace("?G", "?" + GOOD.substring(1).replace(';', '&'))
                                .replace("L=", "nextval.cluster=mem:x;nextval.sequences=")
                                .replace("'''", "'");
        fails(() -> DriverManager.getConnection(whole, "sa", "secret"), state, message);
    }

    @Test
    void aSequenceThatIsNotThereIsNamedAndTheTransactionGoesOn() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("missing"))) {
            Numbers.run(
                    connection, "CREATE TABLE t (id BIGINT)", "CREATE SEQUENCE IF NOT EXISTS x");
            connection.setAutoCommit(false);
            Numbers.run(connection, "INSERT INTO t VALUES (1)");
            for (String sql :
                    new String[] {
                        "SELECT NEXT VALUE FOR lines",
                        "INSERT INTO t VALUES (NEXT VALUE FOR lines)",
                        "ALTER SEQUENCE lines RESTART WITH 1",
                        "DROP SEQUENCE lines"
                    }) {
                fails(() -> Numbers.run(connection, sql), "42P01", "lines\" does not exist");
            }
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO t VALUES (NEXT VALUE FOR lines)")) {
                insert.addBatch();
                fails(insert::executeBatch, "42P01", "lines\" does not exist");
            }
            connection.commit();
            assertThat(Numbers.of(connection, "SELECT id FROM t")).containsExactly(1L);
        }
    }

    @Test
    void aSequenceAtItsEndSaysSoThroughTheWrapper() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url("end"))) {
            Numbers.run(
                    connection,
                    "CREATE TABLE t (id BIGINT)",
                    "CREATE SEQUENCE IF NOT EXISTS orders MAXVALUE 2",
                    "INSERT INTO t VALUES (NEXT VALUE FOR orders), (NEXT VALUE FOR orders)");
            fails(
                    () -> Numbers.run(connection, "INSERT INTO t VALUES (NEXT VALUE FOR orders)"),
                    "2200H",
                    "orders");
            assertThat(Numbers.of(connection, "SELECT id FROM t")).containsExactly(1L, 2L);
            Numbers.run(connection, "DROP SEQUENCE orders");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT NEXT VALUE FOR orders",
                "INSERT INTO t VALUES (NEXT VALUE FOR orders)",
                "CREATE SEQUENCE orders",
                "SELECT * FROM INFORMATION_SCHEMA.SEQUENCES"
            })
    void aClusterThatIsAwayFailsWhatNeedsItAndNothingElse(String sql)
            throws SQLException, IOException {
        String url =
                "jdbc:nextval:h2:mem:away;nextval.cluster=127.0.0.1:"
                        + closedPort()
                        + ";nextval.sequences=orders;nextval.retryTimeout=300";
        try (Connection connection = DriverManager.getConnection(url)) {
            Numbers.run(connection, "CREATE TABLE t (id BIGINT)", "CREATE SEQUENCE local");
            connection.setAutoCommit(false);
            Numbers.run(connection, "INSERT INTO t VALUES (NEXT VALUE FOR local)");
            fails(() -> Numbers.run(connection, sql), "NV801", "Nextval cluster: ");
            connection.commit();
            assertThat(Numbers.of(connection, "SELECT id FROM t")).containsExactly(1L);
        }
    }

    private static void fails(ThrowingCallable call, String state, String message) {
        assertThatExceptionOfType(SQLException.class)
                .isThrownBy(call)
                .withMessageContaining(message)
                .withMessageNotContaining("secret")
                .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(state));
    }

    private static String url(String database) {
        return "jdbc:nextval:h2:mem:WrongInputIT_" + database + GOOD;
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
