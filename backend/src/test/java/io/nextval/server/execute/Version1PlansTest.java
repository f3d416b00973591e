package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.state.Slots;
import io.nextval.sql.Parser;
import io.nextval.sql.SqlException;
import io.nextval.wire.Bound;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanColumn;
import io.nextval.wire.PlanKind;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;

@Timeout(60)
class Version1PlansTest {

    private static Plan plan(String sql) throws SqlException {
        return Version1Plans.of(Planned.program(sql));
    }

    @Test
    void drawsNumbersWithConstantsBesideThem() throws SqlException {
        int slot = Slots.of("public", "a");
        assertThat(plan("SELECT nextval('a'), 7 AS seven, 'x', NULL FROM generate_series(1, ?)"))
                .isEqualTo(
                        new Plan(
                                PlanKind.SEQUENCE,
                                slot,
                                1,
                                List.of(
                                        new PlanColumn("nextval", "int8", 0, null),
                                        new PlanColumn("seven", "int4", -1, 7L),
                                        new PlanColumn("?column?", "text", -1, "x"),
                                        new PlanColumn("?column?", "text", -1, null)),
                                List.of(new SequenceRef("public", "a", slot)),
                                new RowSource(true, Bound.of(1), Bound.parameter(1)),
                                List.of()));
    }

    @Test
    void sendsCommandsOfOneGroupAsText() throws SqlException {
        Plan plan = plan("ALTER SEQUENCE a RESTART");
        assertThat(plan.kind()).isEqualTo(PlanKind.COMMAND);
        assertThat(plan.slot()).isEqualTo(Slots.of("public", "a"));
        assertThat(plan("DROP SEQUENCE a").sequences()).isEmpty();
    }

    @Test
    void callsASelectWithoutSequencesAQuery() throws SqlException {
        Plan plan = plan("SELECT 1, ? AS x, version()");
        assertThat(plan.kind()).isEqualTo(PlanKind.QUERY);
        assertThat(plan.parameterCount()).isEqualTo(1);
        assertThat(plan.columns())
                .extracting(PlanColumn::label)
                .containsExactly("?column?", "x", "version");
        assertThat(plan.columns())
                .extracting(PlanColumn::typeName)
                .containsExactly("int4", "text", "text");
    }

    @Test
    void keepsTheColumnsOfAQuery() throws SqlException {
        Plan plan =
                Version1Plans.of(
                        ProgramPlanner.query(
                                Parser.parse("SHOW SEQUENCES"),
                                List.of(new ResultColumn("schema", "text")),
                                List.of()));
        assertThat(plan.kind()).isEqualTo(PlanKind.QUERY);
        assertThat(plan.columns()).containsExactly(new PlanColumn("schema", "text", -1, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT nextval('a')::text",
                "SELECT nextval('a'), ?",
                "SELECT nextval(?)",
                "SELECT nextval('a'), currval('a')",
                "SELECT currval('a')",
                "SELECT lastval()",
                "SELECT setval('a', 1)",
                "SELECT nextval('a'), 1.5",
                "DROP SEQUENCE a, b",
                "CREATE SCHEMA other",
                "DROP SCHEMA shop",
                "SHOW search_path",
                "BEGIN"
            })
    void asksForANewerDriverForWhatAPlanCanNotSay(String sql) {
        assertThatThrownBy(() -> plan(sql))
                .isInstanceOfSatisfying(
                        SqlException.class,
                        e -> {
                            assertThat(e.sqlState()).isEqualTo("0AX00");
                            assertThat(e.getMessage()).endsWith("needs a newer driver");
                        });
    }
}
