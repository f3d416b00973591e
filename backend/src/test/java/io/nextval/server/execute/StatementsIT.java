package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;

/** What becomes of statements, from the driver to the log and back. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementsIT {
    private LiveNode node;
    private Connection connection;

    @BeforeAll
    void start(@TempDir Path folder) {
        node = new LiveNode(folder);
    }

    @AfterAll
    void stop() {
        node.close();
    }

    @BeforeEach
    void connect() throws SQLException {
        connection = node.connect("test");
        execute("DROP SEQUENCE IF EXISTS orders, a, b");
        execute("DROP SCHEMA IF EXISTS shop CASCADE");
        execute("CREATE SEQUENCE orders");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long value(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    private SQLException refused(String sql) {
        return catchThrowableOfType(SQLException.class, () -> execute(sql));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT nextval('ordres'); relation \"ordres\" does not exist",
                "SELECT setval('order', 5); relation \"order\" does not exist",
                "SELECT currval('oders'); relation \"oders\" does not exist",
                "ALTER SEQUENCE orderss RESTART; relation \"orderss\" does not exist",
                "DROP SEQUENCE ordes; sequence \"ordes\" does not exist",
                "COMMENT ON SEQUENCE orrders IS 'x'; relation \"orrders\" does not exist"
            })
    void hintsAtTheNameThatWasMeant(String sql, String message) {
        SQLException missing = refused(sql);
        assertThat(missing.getSQLState()).isEqualTo("42P01");
        assertThat(missing.getMessage()).startsWith(message);
        assertThat(missing.getMessage()).contains("did you mean orders?");
    }

    @Test
    void hintsAtNothingIfNoNameIsNear() {
        SQLException missing = refused("SELECT nextval('invoices')");
        assertThat(missing.getSQLState()).isEqualTo("42P01");
        assertThat(missing.getMessage()).doesNotContain("did you mean");
    }

    @Test
    void runsEveryCommandOnASequence() throws SQLException {
        assertThat(value("SELECT nextval('orders')")).isEqualTo(1);
        execute("ALTER SEQUENCE orders INCREMENT BY 10 RESTART WITH 100");
        assertThat(value("SELECT nextval('orders')")).isEqualTo(100);
        assertThat(value("SELECT nextval('orders')")).isEqualTo(110);
        assertThat(value("SELECT setval('orders', 500)")).isEqualTo(500);
        assertThat(value("SELECT currval('orders')")).isEqualTo(500);
        assertThat(value("SELECT nextval('orders')")).isEqualTo(510);
        execute("COMMENT ON SEQUENCE orders IS 'numbers of orders'");
        execute("DROP SEQUENCE orders");
        assertThat(refused("SELECT nextval('orders')").getSQLState()).isEqualTo("42P01");
    }

    @Test
    void seesASchemaAsSoonAsItIsMade() throws SQLException {
        assertThat(refused("CREATE SEQUENCE shop.a").getSQLState()).isEqualTo("3F000");
        execute("CREATE SCHEMA shop");
        execute("CREATE SEQUENCE shop.a START 7");
        assertThat(value("SELECT nextval('shop.a')")).isEqualTo(7);
        assertThat(refused("DROP SCHEMA shop").getSQLState()).isEqualTo("2BP01");
        execute("DROP SCHEMA shop CASCADE");
        assertThat(refused("CREATE SEQUENCE shop.a").getSQLState()).isEqualTo("3F000");
        assertThat(refused("SELECT nextval('shop.a')").getSQLState()).isEqualTo("42P01");
    }

    @Test
    void startsAnewInASchemaThatWasMadeAgain() throws SQLException {
        execute("CREATE SCHEMA shop");
        execute("CREATE SEQUENCE shop.a START 7");
        assertThat(value("SELECT nextval('shop.a')")).isEqualTo(7);
        execute("DROP SCHEMA shop CASCADE");
        execute("CREATE SCHEMA shop");
        execute("CREATE SEQUENCE shop.a START 3");
        assertThat(value("SELECT nextval('shop.a')")).isEqualTo(3);
    }

    @Test
    void dropsSeveralSequencesOrNone() throws SQLException {
        execute("CREATE SEQUENCE a");
        execute("CREATE SEQUENCE b");
        SQLException missing = refused("DROP SEQUENCE a, nowhere, b");
        assertThat(missing.getSQLState()).isEqualTo("42P01");
        assertThat(missing.getMessage()).startsWith("sequence \"nowhere\" does not exist");
        assertThat(value("SELECT nextval('a')")).isEqualTo(1);
        execute("DROP SEQUENCE a, b");
        assertThat(refused("SELECT nextval('a')").getSQLState()).isEqualTo("42P01");
        assertThat(refused("SELECT nextval('b')").getSQLState()).isEqualTo("42P01");
    }

    @Test
    void saysWhyThereIsNoCurrentValue() throws SQLException {
        SQLException undefined = refused("SELECT currval('orders')");
        assertThat(undefined.getSQLState()).isEqualTo("55000");
        assertThat(undefined.getMessage())
                .isEqualTo("currval of sequence \"orders\" is not yet defined in this session");
        assertThat(refused("SELECT currval('nowhere')").getSQLState()).isEqualTo("42P01");
        SQLException last = refused("SELECT lastval()");
        assertThat(last.getSQLState()).isEqualTo("55000");
        execute("CREATE SEQUENCE a");
        assertThat(
                        refused("SELECT nextval('orders'), currval('orders'), currval('a')")
                                .getMessage())
                .isEqualTo("currval of sequence \"a\" is not yet defined in this session");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT nextval('a'), nextval('nowhere')",
                "SELECT nextval('a'), currval('nowhere')",
                "SELECT nextval('a'), setval('nowhere', 1)",
                "SELECT setval('a', 5), nextval('nowhere')",
                "SELECT nextval('a'), nextval('nowhere') FROM generate_series(1, 10)"
            })
    void losesNoNumberWhenALaterSequenceIsMissing(String sql) throws SQLException {
        execute("CREATE SEQUENCE a");
        SQLException missing = refused(sql);
        assertThat(missing.getSQLState()).isEqualTo("42P01");
        assertThat(missing.getMessage())
                .startsWith("relation \"nowhere\" does not exist")
                .contains("Position: " + (sql.indexOf("'nowhere'") + 1));
        assertThat(value("SELECT nextval('a')")).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT nextval('ordres'); relation \"ordres\"",
                "SELECT nextval('shop.ordres'); relation \"shop.ordres\"",
                "SELECT nextval('public.ordres'); relation \"public.ordres\"",
                "SELECT nextval('nowhere.a'); relation \"nowhere.a\"",
                "SELECT setval('ordres', 5); relation \"ordres\"",
                "SELECT currval('public.ordres'); relation \"public.ordres\"",
                "ALTER SEQUENCE ordres RESTART; relation \"ordres\"",
                "ALTER SEQUENCE public.ordres RESTART; relation \"public.ordres\"",
                "COMMENT ON SEQUENCE ordres IS 'x'; relation \"ordres\"",
                "DROP SEQUENCE ordres; sequence \"ordres\"",
                "DROP SEQUENCE shop.ordres; sequence \"ordres\"",
                "DROP SEQUENCE public.orders, ordres; sequence \"ordres\""
            })
    void namesAMissingSequenceAsItWasWritten(String sql, String name) throws SQLException {
        execute("CREATE SCHEMA shop");
        execute("SET search_path TO shop");
        SQLException missing = refused(sql);
        assertThat(missing.getSQLState()).isEqualTo("42P01");
        assertThat(missing.getMessage()).startsWith(name + " does not exist");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "DROP SEQUENCE IF EXISTS nowhere.a; schema \"nowhere\"",
                "DROP SEQUENCE IF EXISTS nowhere.a, orders; schema \"nowhere\"",
                "DROP SEQUENCE IF EXISTS shop.a; sequence \"a\"",
                "DROP SEQUENCE IF EXISTS a; sequence \"a\"",
                "DROP SEQUENCE IF EXISTS pg_catalog.a; sequence \"a\""
            })
    void saysWhetherASchemaOrASequenceIsPassedOver(String sql, String what) throws SQLException {
        execute("CREATE SCHEMA shop");
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
            SQLWarning notice = statement.getWarnings();
            assertThat(notice.getMessage()).isEqualTo(what + " does not exist, skipping");
            assertThat(notice.getNextWarning() == null).isTrue();
        }
        assertThat(refused("SELECT nextval('orders')") == null).isEqualTo(!sql.contains("orders"));
    }

    @Test
    void tellsQueriesTheUserThatSessionsKnow() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT current_user FROM pg_sequences")) {
            assertThat(rows.next()).isTrue();
            String user = rows.getString(1);
            try (ResultSet own = connection.createStatement().executeQuery("SELECT user")) {
                assertThat(own.next()).isTrue();
                assertThat(own.getString(1)).isEqualTo(user).isEqualTo("nextval");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SET no_such_thing = 1", "SHOW no_such_thing", "RESET no_such_thing"})
    void refusesVariablesThatDoNotExist(String sql) {
        assertThat(refused(sql).getSQLState()).isEqualTo("42704");
    }
}
