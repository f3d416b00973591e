package io.nextval.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.Plan;
import io.nextval.wire.PlanKind;
import io.nextval.wire.RowSource;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/** Plans are kept by schema and text, as long as they are used and not too long. */
@Timeout(30)
class PlanCacheTest {
    private final PlanCache cache = new PlanCache();

    private static PreparedPlan plan(String schema, String sql) {
        Plan plan =
                new Plan(PlanKind.QUERY, 0, 0, List.of(), List.of(), RowSource.SINGLE, List.of());
        return new PreparedPlan(schema, sql, plan, List.of());
    }

    @Test
    void tellsSchemasApart() {
        PreparedPlan inPublic = plan("public", "select 1");
        cache.put(inPublic);
        assertThat(cache.get("public", "select 1")).isSameAs(inPublic);
        assertThat(cache.get("other", "select 1")).isNull();
    }

    @Test
    void forgetsTheLeastRecentlyUsed() {
        for (int i = 0; i < ClientLimits.CACHED_PLANS_MAX; i++) {
            cache.put(plan("s", "select " + i));
        }
        assertThat(cache.get("s", "select 0")).isNotNull();
        cache.put(plan("s", "one more"));
        assertThat(cache.size()).isEqualTo(ClientLimits.CACHED_PLANS_MAX);
        assertThat(cache.get("s", "select 0")).isNotNull();
        assertThat(cache.get("s", "select 1")).isNull();
    }

    @Test
    void doesNotKeepLongTexts() {
        String text = "x".repeat(ClientLimits.CACHED_SQL_CHARS_MAX + 1);
        cache.put(plan("s", text));
        assertThat(cache.get("s", text)).isNull();
    }
}
