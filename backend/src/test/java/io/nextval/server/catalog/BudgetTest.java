package io.nextval.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.server.config.ServerLimits;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a query that runs for too long or keeps too much. */
@Timeout(60)
final class BudgetTest {
    private static void steps(Budget budget, int count) {
        for (int i = 0; i < count; i++) {
            budget.step();
        }
    }

    @Test
    void endsAQueryWhoseTimeIsOver() {
        steps(new Budget(QueryLimits.RUN_MILLIS_MAX, 0), 100_000);
        assertThatThrownBy(() -> steps(new Budget(-1, 0), 100_000))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.sqlState()).isEqualTo("57014"))
                .hasMessageContaining("statement timeout");
    }

    @Test
    void endsAQueryThatKeepsTooMuch() {
        Budget budget = new Budget(QueryLimits.RUN_MILLIS_MAX, 1_000);
        Object[] row = {"x".repeat(600)};
        budget.hold(row);
        assertThatThrownBy(() -> budget.hold(row))
                .isInstanceOfSatisfying(
                        QueryException.class, e -> assertThat(e.sqlState()).isEqualTo("54000"));
    }

    @Test
    void hasTheLimitsThatAreDocumented() {
        assertThat(QueryLimits.RUN_MILLIS_MAX).isEqualTo(ServerLimits.QUERY_MILLIS.value());
        assertThat(QueryLimits.ROWS_MAX).isEqualTo(ServerLimits.RESULT_ROWS.asInt());
    }
}
