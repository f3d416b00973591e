package io.nextval.routing.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** A database with names in upper case and the standard's NEXT VALUE FOR. */
@Timeout(60)
final class H2IT {
    private static final String URL =
            "jdbc:nextval:h2:mem:RoutingH2IT;nextval.cluster=mem:RoutingH2IT"
                    + ";nextval.sequences=orders";

    private final Connection connection;

    H2IT() throws SQLException {
        connection = DriverManager.getConnection(URL);
    }

    @BeforeEach
    void create() throws SQLException {
        Numbers.run(
                connection,
                "DROP ALL OBJECTS",
                "DROP SEQUENCE IF EXISTS orders",
                "CREATE SEQUENCE orders START WITH 100 INCREMENT BY 50",
                "CREATE SEQUENCE local",
                "CREATE TABLE t (id BIGINT PRIMARY KEY, code VARCHAR, parent BIGINT)");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void allNamesOfOneSequenceAreOne() throws SQLException {
        assertThat(Numbers.of(connection, "select next value for orders")).containsExactly(100L);
        assertThat(Numbers.of(connection, "call next value for \"PUBLIC\".\"ORDERS\""))
                .containsExactly(150L);
        assertThat(Numbers.of(connection, "select next value for Orders from system_range(1, 2)"))
                .containsExactly(200L, 250L);
        assertThat(Numbers.of(connection, "select nextval('ORDERS')")).containsExactly(300L);
        assertThat(Numbers.of(connection, "select next value for local")).containsExactly(1L);
    }

    @Test
    void oneRowHasOneNumberAsTheStandardHasIt() throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into t (id, code, parent) values (next value for orders,"
                                + " 'A' || next value for orders, ?), (next value for orders,"
                                + " 'B' || next value for orders, ?)")) {
            insert.setLong(1, 7);
            insert.setLong(2, 8);
            assertThat(insert.executeUpdate()).isEqualTo(2);
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select code from t order by id")) {
            assertThat(Numbers.texts(rows, "code")).containsExactly("A100", "B150");
        }
    }

    @Test
    void theCatalogShowsTheClustersSequencesInUpperCase() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select * from information_schema.sequences")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("sequence_name")).isEqualTo("LOCAL");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("SEQUENCE_NAME")).isEqualTo("ORDERS");
            assertThat(rows.getString("sequence_schema")).isEqualTo("PUBLIC");
            assertThat(rows.getLong("increment")).isEqualTo(50);
            assertThat(rows.getLong("start_value")).isEqualTo(100);
            assertThat(rows.getString("remarks")).isNull();
            assertThat(rows.wasNull()).isTrue();
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void theListTakesNamesThatWantQuotes() throws SQLException {
        String url = URL.replace("=orders", "=\"a.b, c\",  shop.\"It\"\"s\" , other");
        try (Connection quoted = DriverManager.getConnection(url);
                Connection node = DriverManager.getConnection("jdbc:nextval:mem:RoutingH2IT")) {
            Numbers.run(
                    node,
                    "CREATE SCHEMA IF NOT EXISTS shop",
                    "DROP SEQUENCE IF EXISTS \"a.b, c\", shop.\"It\"\"s\"",
                    "CREATE SEQUENCE \"a.b, c\" START 7",
                    "CREATE SEQUENCE shop.\"It\"\"s\" START 8");
            assertThat(Numbers.of(quoted, "select next value for \"a.b, c\"")).containsExactly(7L);
            assertThat(Numbers.of(quoted, "select next value for \"SHOP\".\"It\"\"s\""))
                    .containsExactly(8L);
            assertThat(Numbers.of(quoted, "select next value for local")).containsExactly(1L);
        }
    }

    @Test
    void thePropertiesOfBothDriversAreDescribed() throws SQLException {
        DriverPropertyInfo[] infos = DriverManager.getDriver(URL).getPropertyInfo(URL, null);
        assertThat(Arrays.stream(infos).map(info -> info.name))
                .contains("nextval.cluster", "nextval.sequences", "nextval.retryTimeout");
    }
}
