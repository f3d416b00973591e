package io.nextval.server.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.state.Slots;
import io.nextval.sql.Parser;
import io.nextval.sql.Select;
import io.nextval.sql.SqlException;
import io.nextval.wire.Bound;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanColumn;
import io.nextval.wire.PlanKind;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SelectPlannerTest {

    private static Plan plan(String sql) throws SqlException {
        return SelectPlanner.plan(
                (Select) Parser.parse(sql),
                "public",
                schema -> {
                    if (!schema.equals("public") && !schema.equals("shop")) {
                        throw new SqlException(
                                "3F000", "schema \"" + schema + "\" does not exist", "", "", 0);
                    }
                });
    }

    @Test
    void namesTheSequenceAndItsSlot() throws SqlException {
        Plan plan = plan("SELECT NEXTVAL('Orders')");
        assertThat(plan.kind()).isEqualTo(PlanKind.SEQUENCE);
        assertThat(plan.slot()).isEqualTo(Slots.of("public", "orders"));
        assertThat(plan.sequences())
                .containsExactly(new SequenceRef("public", "orders", plan.slot()));
        assertThat(plan.columns()).containsExactly(new PlanColumn("nextval", "int8", 0, null));
        assertThat(plan.rows()).isEqualTo(RowSource.SINGLE);
    }

    @Test
    void namesEachSequenceOnceInTheOrderOfTheText() throws SqlException {
        Plan plan = plan("SELECT nextval('b') AS x, 7, nextval('shop.a'), NEXT VALUE FOR b");
        assertThat(plan.sequences())
                .extracting(s -> s.schema() + "." + s.name())
                .containsExactly("public.b", "shop.a");
        assertThat(plan.columns()).extracting(PlanColumn::sequence).containsExactly(0, -1, 1, 0);
        assertThat(plan.columns().get(0).label()).isEqualTo("x");
        assertThat(plan.columns().get(1).constant()).isEqualTo(7L);
    }

    @Test
    void keepsTheBoundsOfASeries() throws SqlException {
        Plan plan = plan("SELECT nextval('a') FROM generate_series(-2, ?)");
        assertThat(plan.rows()).isEqualTo(new RowSource(true, Bound.of(-2), Bound.parameter(1)));
        assertThat(plan.parameterCount()).isEqualTo(1);
    }

    @Test
    void callsASelectWithoutSequencesAQuery() throws SqlException {
        assertThat(plan("SELECT 1").kind()).isEqualTo(PlanKind.QUERY);
    }

    @Test
    void refusesASchemaThatDoesNotExist() {
        assertThatThrownBy(() -> plan("SELECT nextval('nowhere.a')"))
                .isInstanceOfSatisfying(
                        SqlException.class, e -> assertThat(e.sqlState()).isEqualTo("3F000"))
                .hasMessage("schema \"nowhere\" does not exist");
    }
}
