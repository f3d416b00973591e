package io.nextval.server.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.harness.Clusters;
import io.nextval.server.harness.Sql;
import io.nextval.server.harness.TestCluster;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.sql.SQLException;

/** Errors that a caller makes, as they arrive over JDBC from a real server. */
@Timeout(120)
class SqlErrorFaultIT {
    @RegisterExtension final Clusters clusters = new Clusters();

    @Test
    void errorsCarryTheirSqlStateAndNameWhatIsWrong() throws SQLException {
        TestCluster server = clusters.start(1);
        String url = server.url();
        Sql.execute(url, "CREATE SEQUENCE last START 2 MAXVALUE 2");
        Sql.execute(url, "SELECT NEXTVAL('last')");

        assertFails(url, "SELECT NEXTVAL('nowhere')", "42P01", "nowhere");
        assertFails(url, "DROP SEQUENCE nowhere", "42P01", "nowhere");
        assertFails(url, "SELECT NEXTVAL('last')", "2200H", "last");
        assertFails(url, "CREATE SEQUENCE last", "42P07", "last");
        assertFails(url, "CREATE SEQUENCE s INCREMENT 0", "22023", "INCREMENT");
        assertFails(url, "SELECT NEXTVAL(", "42601", "");
    }

    @Test
    void aSequenceThatIsDroppedAndCreatedAgainIsAnotherSequence() throws SQLException {
        String url = clusters.start(1).url();
        Sql.execute(url, "CREATE SEQUENCE orders");
        assertThat(Sql.next(url, "orders")).isEqualTo(1);
        assertThat(Sql.next(url, "orders")).isEqualTo(2);

        Sql.execute(url, "DROP SEQUENCE orders");
        assertFails(url, "SELECT NEXTVAL('orders')", "42P01", "orders");
        Sql.execute(url, "CREATE SEQUENCE orders START 100");

        assertThat(Sql.next(url, "orders")).isEqualTo(100);
    }

    private static void assertFails(String url, String sql, String sqlState, String named) {
        SQLException error = Sql.failure(url, sql);
        assertThat(error.getMessage()).as(sql).contains(named);
        assertThat(error.getSQLState()).as(sql + ": " + error).isEqualTo(sqlState);
    }
}
