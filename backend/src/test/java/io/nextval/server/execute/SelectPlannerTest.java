package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.state.Slots;
import io.nextval.sql.SqlException;
import io.nextval.wire.Bound;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.ColumnSource.Argument;
import io.nextval.wire.ColumnSource.Constant;
import io.nextval.wire.ColumnSource.CurrentOf;
import io.nextval.wire.ColumnSource.Last;
import io.nextval.wire.ColumnSource.NextOf;
import io.nextval.wire.ColumnSource.SetTo;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

@Timeout(60)
class SelectPlannerTest {

    private static List<ColumnSource> sources(Program program) {
        return program.columns().stream().map(ProgramColumn::source).toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT NEXTVAL('Orders')",
                "SELECT nextval('orders'::regclass)",
                "SELECT nextval('\"public\".\"orders\"')",
                "select next value for orders",
                "CALL NEXT VALUE FOR orders",
                "VALUES NEXT VALUE FOR orders",
                "SELECT orders.nextval FROM dual",
                "select public.orders.NEXTVAL"
            })
    void namesTheSequenceAndItsSlot(String sql) throws SqlException {
        Program program = Planned.program(sql);
        int slot = Slots.of("public", "orders");
        assertThat(program.kind()).isEqualTo(ProgramKind.ROWS);
        assertThat(program.tag()).isEqualTo("SELECT");
        assertThat(program.sequences()).containsExactly(new SequenceRef("public", "orders", slot));
        assertThat(program.columns())
                .containsExactly(new ProgramColumn("nextval", "int8", new NextOf(0)));
        assertThat(program.rows()).isEqualTo(RowSource.SINGLE);
        assertThat(program.parameterTypes()).isEmpty();
    }

    @Test
    void namesEachSequenceOnceInTheOrderOfTheText() throws SqlException {
        Program program =
                Planned.program("SELECT nextval('b') AS x, 7, nextval('shop.a'), NEXT VALUE FOR b");
        assertThat(program.sequences())
                .extracting(s -> s.schema() + "." + s.name())
                .containsExactly("public.b", "shop.a");
        assertThat(sources(program))
                .containsExactly(new NextOf(0), new Constant(7L), new NextOf(1), new NextOf(0));
        assertThat(program.columns().get(0).label()).isEqualTo("x");
        assertThat(program.columns().get(1).typeName()).isEqualTo("int4");
    }

    @Test
    void keepsTheBoundsOfASeries() throws SqlException {
        Program program = Planned.program("SELECT nextval('a') FROM generate_series(-2, ?)");
        assertThat(program.rows()).isEqualTo(new RowSource(true, Bound.of(-2), Bound.parameter(1)));
        assertThat(program.parameterTypes()).containsExactly("int8");
    }

    @Test
    void readsWhatTheSessionDrewLast() throws SqlException {
        Program program = Planned.program("SELECT currval('a'), lastval(), a.currval");
        assertThat(sources(program))
                .containsExactly(new CurrentOf(0), new Last(), new CurrentOf(0));
        assertThat(program.columns()).extracting(ProgramColumn::typeName).containsOnly("int8");
    }

    @Test
    void setsASequenceToNumbersAndParameters() throws SqlException {
        Program program =
                Planned.program(
                        "SELECT setval('a', 42), setval('shop.a', ?, ?), setval('a', 5, false)");
        assertThat(sources(program))
                .containsExactly(
                        new SetTo(0, new Constant(42L), new Constant(true)),
                        new SetTo(1, new Argument(1), new Argument(2)),
                        new SetTo(0, new Constant(5L), new Constant(false)));
        assertThat(program.parameterTypes()).containsExactly("int8", "bool");
    }

    @Test
    void castsAColumnToTheTypeOfItsCast() throws SqlException {
        Program program =
                Planned.program(
                        "SELECT nextval('a')::text, CAST(? AS integer), nextval('a')::bigint::int");
        assertThat(program.columns())
                .extracting(ProgramColumn::typeName)
                .containsExactly("text", "int4", "int4");
        assertThat(sources(program)).containsExactly(new NextOf(0), new Argument(1), new NextOf(0));
        assertThat(program.parameterTypes()).containsExactly("int4");
    }

    @Test
    void refusesACastOfACast() {
        assertThat(Planned.refused("SELECT nextval('a')::int::text").sqlState()).isEqualTo("0AX00");
    }

    @Test
    void makesRowsOfConstantsParametersAndTheSession() throws SqlException {
        Program program = Planned.program("SELECT 1, ?, 'x', NULL, TRUE, version(), now()");
        assertThat(program.kind()).isEqualTo(ProgramKind.ROWS);
        assertThat(program.sequences()).isEmpty();
        assertThat(sources(program))
                .containsExactly(
                        new Constant(1L),
                        new Argument(1),
                        new Constant("x"),
                        new Constant(null),
                        new Constant(true),
                        new ColumnSource.Session("version"),
                        new ColumnSource.Session("now"));
        assertThat(program.columns())
                .extracting(ProgramColumn::typeName)
                .containsExactly("int4", "unknown", "text", "text", "bool", "text", "timestamptz");
        assertThat(program.parameterTypes()).containsExactly("text");
    }

    @ParameterizedTest
    @CsvSource({
        "current_user",
        "session_user",
        "user",
        "current_schema",
        "current_catalog",
    })
    void readsPropertiesOfTheSession(String name) throws SqlException {
        assertThat(sources(Planned.program("SELECT " + name)))
                .containsExactly(new ColumnSource.Session(name));
    }

    @Test
    void asksForTheParametersThatNameASequence() throws SqlException {
        String sql = "SELECT nextval(?), ?::int8, setval(?, ?) FROM generate_series(1, ?)";
        Program program = Planned.program(sql);
        assertThat(program.nameParameters()).containsExactly(1, 3);
        assertThat(program.parameterTypes())
                .containsExactly("text", "int8", "text", "int8", "int8");
        assertThat(program.columns()).isEmpty();
        assertThat(program.sequences()).isEmpty();
        assertThat(program.rows()).isEqualTo(RowSource.SINGLE);
        assertThat(Planned.program(sql, Map.of(1, "a")).nameParameters()).containsExactly(1, 3);
    }

    @Test
    void bindsTheParametersThatNameASequence() throws SqlException {
        Program program =
                Planned.program(
                        "SELECT nextval(?), ?, currval(?)", Map.of(1, "Shop.\"A\"", 3, " b "));
        assertThat(program.nameParameters()).isEmpty();
        assertThat(program.sequences())
                .containsExactly(
                        new SequenceRef("shop", "A", Slots.of("shop", "A")),
                        new SequenceRef("public", "b", Slots.of("public", "b")));
        assertThat(sources(program))
                .containsExactly(new NextOf(0), new Argument(2), new CurrentOf(1));
    }

    @Test
    void refusesAParameterThatIsNoName() {
        assertThatThrownBy(() -> Planned.program("SELECT nextval(?)", Map.of(1, "a b")))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("42602"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT nextval('shopp.a')",
                "SELECT currval('shopp.a')",
                "SELECT setval('shopp.a', 1)",
                "SELECT NEXT VALUE FOR shopp.a"
            })
    void missesASequenceWhoseSchemaDoesNotExistAndNamesTheNearest(String sql) {
        SqlException missing = Planned.refused(sql);
        assertThat(missing.sqlState()).isEqualTo("42P01");
        assertThat(missing).hasMessage("relation \"shopp.a\" does not exist");
        assertThat(missing.detail()).isEqualTo("The schema \"shopp\" does not exist.");
        assertThat(missing.hint()).isEqualTo("did you mean shop.a?");
    }

    @Test
    void missesASequenceOfASessionWhoseSchemaDoesNotExist() {
        SqlException missing = Planned.refused("SELECT nextval('a')", "nowhere");
        assertThat(missing.sqlState()).isEqualTo("42P01");
        assertThat(missing).hasMessage("relation \"a\" does not exist");
        assertThat(missing.detail()).isEqualTo("The schema \"nowhere\" does not exist.");
    }

    @Test
    void findsNoSequencesInTheSchemasOfTheSystem() {
        SqlException missing = Planned.refused("SELECT nextval('information_schema.a')");
        assertThat(missing.sqlState()).isEqualTo("42P01");
        assertThat(missing).hasMessage("relation \"information_schema.a\" does not exist");
        assertThat(missing.detail()).isEmpty();
    }
}
