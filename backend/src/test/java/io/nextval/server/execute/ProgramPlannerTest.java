package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.state.Slots;
import io.nextval.sql.Parser;
import io.nextval.sql.SqlException;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.SequenceRef;
import io.nextval.wire.SessionVariable;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Locale;

@Timeout(60)
class ProgramPlannerTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATE SEQUENCE IF NOT EXISTS shop.a INCREMENT 5; CREATE SEQUENCE",
                "ALTER SEQUENCE shop.a RESTART; ALTER SEQUENCE",
                "ALTER SEQUENCE IF EXISTS shop.a CACHE 10; ALTER SEQUENCE",
                "DROP SEQUENCE shop.a; DROP SEQUENCE",
                "COMMENT ON SEQUENCE shop.a IS 'about it'; COMMENT"
            })
    void sendsACommandOnOneSequenceToTheOwnerOfItsSlot(String sql, String tag) throws SqlException {
        Program program = Planned.program(sql);
        assertThat(program.kind()).isEqualTo(ProgramKind.COMMAND);
        assertThat(program.tag()).isEqualTo(tag);
        assertThat(program.slot()).isEqualTo(Slots.of("shop", "a"));
        assertThat(program.columns()).isEmpty();
        assertThat(program.parameterTypes()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DROP SEQUENCE a, shop.b",
                "CREATE SCHEMA IF NOT EXISTS other",
                "DROP SCHEMA IF EXISTS shop, other CASCADE"
            })
    void sendsACommandOnSeveralThingsToTheCatalog(String sql) throws SqlException {
        Program program = Planned.program(sql);
        assertThat(program.kind()).isEqualTo(ProgramKind.COMMAND);
        assertThat(program.slot()).isEqualTo(Program.CATALOG_SLOT);
        assertThat(sql).startsWith(program.tag());
    }

    @Test
    void listsTheSequencesThatACommandDrops() throws SqlException {
        assertThat(Planned.program("DROP SEQUENCE a, shop.b").sequences())
                .containsExactly(
                        new SequenceRef("public", "a", Slots.of("public", "a")),
                        new SequenceRef("shop", "b", Slots.of("shop", "b")));
        assertThat(Planned.program("DROP SEQUENCE a").sequences()).hasSize(1);
        assertThat(Planned.program("ALTER SEQUENCE a RESTART").sequences()).isEmpty();
    }

    @Test
    void checksTheOptionsOfANewSequenceBeforeItIsSent() {
        SqlException bad = Planned.refused("CREATE SEQUENCE a MINVALUE 5 START 1");
        assertThat(bad.sqlState()).isEqualTo("22023");
        assertThat(bad).hasMessage("START value (1) cannot be less than MINVALUE (5)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE SEQUENCE IF NOT EXISTS nowhere.a",
                "ALTER SEQUENCE nowhere.a RESTART",
                "DROP SEQUENCE a, nowhere.a",
                "COMMENT ON SEQUENCE nowhere.a IS NULL"
            })
    void refusesACommandInASchemaThatDoesNotExist(String sql) {
        SqlException unknown = Planned.refused(sql);
        assertThat(unknown.sqlState()).isEqualTo("3F000");
        assertThat(unknown).hasMessage("schema \"nowhere\" does not exist");
        assertThat(unknown.hint()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATE SEQUENCE a; 3F000; no schema has been selected to create in",
                "ALTER SEQUENCE a RESTART; 42P01; relation \"a\" does not exist",
                "DROP SEQUENCE a; 42P01; sequence \"a\" does not exist",
                "COMMENT ON SEQUENCE a IS NULL; 42P01; relation \"a\" does not exist"
            })
    void refusesACommandInASessionWhoseSchemaDoesNotExist(
            String sql, String sqlState, String message) {
        SqlException unknown = Planned.refused(sql, "nowhere");
        assertThat(unknown.sqlState()).isEqualTo(sqlState);
        assertThat(unknown).hasMessage(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER SEQUENCE IF EXISTS nowhere.a RESTART",
                "DROP SEQUENCE IF EXISTS nowhere.a"
            })
    void takesAMissingSchemaForAMissingSequenceWithIfExists(String sql) throws SqlException {
        assertThat(Planned.program(sql).slot()).isEqualTo(Slots.of("nowhere", "a"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CREATE SCHEMA information_schema; 42P06;"
                        + " schema \"information_schema\" already exists",
                "CREATE SCHEMA pg_mine; 42939; unacceptable schema name \"pg_mine\"",
                "DROP SEQUENCE pg_catalog.a; 42P01; sequence \"pg_catalog.a\" does not exist",
                "DROP SCHEMA nextval; 2BP01; cannot drop schema nextval because it is required by"
                        + " the database system",
                "CREATE SEQUENCE pg_catalog.a; 42501; permission denied for schema pg_catalog"
            })
    void keepsTheSchemasOfTheSystem(String sql, String sqlState, String message) {
        SqlException denied = Planned.refused(sql);
        assertThat(denied.sqlState()).isEqualTo(sqlState);
        assertThat(denied).hasMessage(message);
    }

    @Test
    void showsAVariableOfTheSession() throws SqlException {
        Program program = Planned.program("SHOW search_path");
        assertThat(program.kind()).isEqualTo(ProgramKind.ROWS);
        assertThat(program.tag()).isEqualTo("SHOW");
        assertThat(program.columns())
                .containsExactly(
                        new ProgramColumn(
                                "search_path", "text", new ColumnSource.Session("search_path")));
    }

    @Test
    void showsAllVariablesAsOneRow() throws SqlException {
        assertThat(Planned.program("SHOW ALL").columns())
                .hasSameSizeAs(SessionVariable.values())
                .allMatch(
                        c ->
                                c.source()
                                        .equals(
                                                new ColumnSource.Session(
                                                        c.label().toLowerCase(Locale.ROOT))));
    }

    @Test
    void labelsAVariableAsPostgresDoes() throws SqlException {
        assertThat(Planned.program("SHOW timezone").columns())
                .containsExactly(
                        new ProgramColumn(
                                "TimeZone", "text", new ColumnSource.Session("timezone")));
    }

    @Test
    void refusesToShowWhatIsNoVariable() {
        SqlException unknown = Planned.refused("SHOW serch_path");
        assertThat(unknown.sqlState()).isEqualTo("42704");
        assertThat(unknown).hasMessage("unrecognized configuration parameter \"serch_path\"");
        assertThat(unknown.hint()).isEqualTo("did you mean search_path?");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT * FROM pg_sequences; SELECT",
                "SHOW SEQUENCES; SHOW",
                "EXPLAIN SELECT nextval('a'); EXPLAIN"
            })
    void leavesQueriesToTheCatalog(String sql, String tag) throws SqlException {
        var statement = Parser.parse(sql);
        assertThat(ProgramPlanner.isQuery(statement)).isTrue();
        Program program =
                ProgramPlanner.query(
                        statement, List.of(new ResultColumn("x", "text")), List.of("int8"));
        assertThat(program.kind()).isEqualTo(ProgramKind.QUERY);
        assertThat(program.tag()).isEqualTo(tag);
        assertThat(program.columns())
                .containsExactly(new ProgramColumn("x", "text", new ColumnSource.Opaque()));
        assertThat(program.parameterTypes()).containsExactly("int8");
    }
}
