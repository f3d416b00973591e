package io.nextval.server.golden;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The texts that ORMs and tools send about sequences, as they send them. */
@Timeout(60)
class OrmTextsIT {
    private static final String URL = "jdbc:nextval:mem:OrmTextsIT";

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection(URL);
        execute("drop sequence if exists s");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    /** Hibernate, EclipseLink, OpenJPA, jOOQ, Spring Data and MyBatis in each of their dialects. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "select nextval('s')",
                "select nextval ('s')",
                "select nextval('\"public\".\"s\"')",
                "select next value for s",
                "select next value for public.s",
                "call next value for s",
                "values next value for s",
                "values nextval for s",
                "select s.nextval from dual",
                "select s.nextval",
                "select nextval(s)"
            })
    void nextValueOfOneSequence(String sql) throws SQLException {
        execute("create sequence s start with 10 increment by 5");

        assertThat(numbers(sql)).containsExactly(10L);
        assertThat(numbers(sql)).containsExactly(15L);
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            assertThat(numbers(prepared)).containsExactly(20L);
            assertThat(numbers(prepared)).containsExactly(25L);
        }
    }

    @Test
    void manyValuesAtOnceWithALiteralCount() throws SQLException {
        execute("create sequence s");

        assertThat(numbers("select nextval('s') from generate_series(1, 4)"))
                .containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void manyValuesAtOnceAsJooqBindsTheCount() throws SQLException {
        execute("create sequence s");
        String sql = "select nextval('s') from generate_series(?, ?) as generate_series";
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            prepared.setInt(1, 1);
            prepared.setInt(2, 3);
            assertThat(numbers(prepared)).containsExactly(1L, 2L, 3L);
            prepared.setInt(2, 1);
            assertThat(numbers(prepared)).containsExactly(4L);
        }
    }

    /** Hibernate's schema creation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "create sequence s start with 1 increment by 50",
                "create sequence s minvalue 1 start with 1 increment by 50",
                "create sequence s minvalue -5 start with 1 increment by 50",
                "create sequence s INCREMENT BY 50 START WITH 1",
                "CREATE SEQUENCE s START WITH 1 INCREMENT BY 50 MINVALUE 1 NOCACHE NOCYCLE",
                "CREATE SEQUENCE s INCREMENT BY 50 MINVALUE 1 NO CACHE START WITH 1 NO CYCLE",
                "CREATE SEQUENCE s NOMAXVALUE INCREMENT BY 50 START WITH 1 ORDER"
            })
    void createAsHibernateAndLiquibase(String sql) throws SQLException {
        execute(sql);

        assertThat(numbers("select nextval('s') from generate_series(1, 2)"))
                .containsExactly(1L, 51L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop sequence s",
                "drop sequence if exists s",
                "drop sequence s if exists",
                "drop sequence s restrict",
                "DROP SEQUENCE s CASCADE"
            })
    void drop(String sql) throws SQLException {
        execute("create sequence s");

        execute(sql);

        assertThatThrownBy(() -> numbers("select nextval('s')"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("42P01"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop sequence if exists s", "drop sequence s if exists"})
    void dropOfWhatIsNotThere(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThat(statement.execute(sql)).isFalse();
            assertThat(String.valueOf(statement.getWarnings()))
                    .contains("does not exist, skipping");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter sequence s restart with 7",
                "alter sequence s restart start with 7",
                "ALTER SEQUENCE s RESTART 7"
            })
    void restart(String sql) throws SQLException {
        execute("create sequence s");
        assertThat(numbers("select nextval('s')")).containsExactly(1L);

        execute(sql);

        assertThat(numbers("select nextval('s')")).containsExactly(7L);
    }

    @Test
    void incrementAsEclipseLinkAdjustsIt() throws SQLException {
        execute("create sequence s");
        assertThat(numbers("select nextval('s')")).containsExactly(1L);

        execute("ALTER SEQUENCE s INCREMENT BY 50");

        assertThat(numbers("select nextval('s')")).containsExactly(51L);
    }

    @Test
    void renameAsLiquibaseAsksForItIsRefusedClearly() throws SQLException {
        execute("create sequence s");

        assertThatThrownBy(() -> execute("ALTER SEQUENCE s RENAME TO t"))
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("0AX00"))
                .hasMessageContaining("renam");
        assertThat(numbers("select nextval('s')")).containsExactly(1L);
    }

    @Test
    void sequencesAsHibernateReadsThem() throws SQLException {
        execute("create sequence s start with 3 increment by 50 maxvalue 9000000000");
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("select * from information_schema.sequences")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("sequence_catalog")).isNotEmpty();
            assertThat(rows.getString("sequence_schema")).isEqualTo("public");
            assertThat(rows.getString("sequence_name")).isEqualTo("s");
            assertThat(rows.getLong("start_value")).isEqualTo(3);
            assertThat(rows.getLong("minimum_value")).isEqualTo(1);
            assertThat(rows.getLong("maximum_value")).isEqualTo(9_000_000_000L);
            assertThat(rows.getLong("increment")).isEqualTo(50);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void sequencesOfASchemaAsFlywayReadsThem() throws SQLException {
        execute("create sequence s");
        String sql =
                "SELECT sequence_name FROM information_schema.sequences WHERE sequence_schema=?";
        try (PreparedStatement prepared = connection.prepareStatement(sql)) {
            prepared.setString(1, "public");
            try (ResultSet rows = prepared.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getString(1)).isEqualTo("s");
                assertThat(rows.next()).isFalse();
            }
            prepared.setString(1, "nowhere");
            try (ResultSet rows = prepared.executeQuery()) {
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<Long> numbers(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return read(rows);
        }
    }

    private static List<Long> numbers(PreparedStatement prepared) throws SQLException {
        try (ResultSet rows = prepared.executeQuery()) {
            return read(rows);
        }
    }

    private static List<Long> read(ResultSet rows) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        while (rows.next()) {
            numbers.add(rows.getLong(1));
        }
        return numbers;
    }
}
