package io.nextval.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nextval.sql.Parser;
import io.nextval.sql.Query;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Queries of the shapes that take longest to plan, as large as the limits let them be. */
@Timeout(120)
final class WorstQueriesTest {
    /** Time on the processor for one query, in a JVM that may be cold. */
    private static final Duration SLOW = Duration.ofSeconds(4);

    private static final int SMALL_STACK_BYTES = 256 * 1024;
    private static final String WIDE = "information_schema.columns";

    /** A pattern is head@repeated@separator@middle@repeated@tail; # is the number of a copy. */
    private static String text(String pattern, int times) {
        String[] parts = pattern.replace("WIDE", WIDE).split("@", -1);
        StringBuilder text = new StringBuilder(parts[0]);
        repeat(text, parts[1], parts[2], times);
        text.append(parts[3]);
        repeat(text, parts[4], parts[2], times);
        return text.append(parts[5]).toString();
    }

    private static void repeat(StringBuilder text, String part, String separator, int times) {
        for (int i = 0; i < times; i++) {
            text.append(i == 0 || part.isEmpty() ? "" : separator);
            text.append(part.replace("#", Integer.toString(i)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT count(*) FROM @WIDE a#@,@@@",
                "SELECT * FROM @WIDE a#@,@@@",
                "SELECT * FROM WIDE b @NATURAL FULL JOIN WIDE a#@ @@@",
                "SELECT 1 FROM s @JOIN s a# USING (last_value)@ @@@",
                "SELECT 1 FROM s a @LEFT JOIN WIDE a# ON TRUE@ @@@",
                "@SELECT * FROM WIDE@ UNION @@@",
                "@SELECT 1@ EXCEPT @@@",
                "SELECT @*@,@ FROM WIDE@@",
                "SELECT @*@,@ FROM (SELECT @*@ FROM WIDE) a",
                "SELECT @(SELECT count(*) FROM s)@,@@@",
                "SELECT @last_value + #@,@ FROM s@@",
                "SELECT @last_value AS c#@,@ FROM s ORDER BY @c#@",
                "SELECT DISTINCT @last_value + #@,@ FROM s@@",
                "SELECT @last_value + 1 AS c#@,@ FROM s GROUP BY @c#@",
                "SELECT @sum(last_value + #)@,@ FROM s@@",
                "SELECT @lower('a')@,@@@",
                "SELECT 1 FROM s HAVING @sum(last_value + #) > 0@ AND @@@",
                "SELECT 1 FROM s GROUP BY CUBE(@last_value + #@,@)@@",
                "SELECT @sum(last_value) OVER (PARTITION BY log_cnt)@,@ FROM s@@",
                "SELECT CASE @WHEN last_value = # THEN # @ @ END FROM s@@",
                "SELECT CASE last_value @WHEN # THEN 'a' @ @ END FROM s@@",
                "SELECT 1 FROM s WHERE last_value IN (@#@,@)@@",
                "SELECT 1 FROM s WHERE (last_value, log_cnt) IN (@(#, 1)@,@)@@",
                "SELECT 1 FROM s WHERE last_value + log_cnt + 1 + 2 IN (@#@,@)@@",
                "SELECT 1 FROM s WHERE @last_value = #@ OR @@@",
                "SELECT @last_value@ + @ FROM s@@",
                "SELECT * FROM (VALUES @(#, 'a')@,@) v@@",
            })
    void noLongQueryIsSlowToPlan(String pattern) throws Exception {
        for (int times : new int[] {40, 62, 82, 120, 160, 330, 490, 990, 1660, 9_990}) {
            assertPlannedInTime(text(pattern, times));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM @(SELECT * FROM @@WIDE@) t#@",
                "@SELECT a + b AS a, a - b AS b FROM (@@SELECT last_value a, log_cnt b FROM s"
                        + "@) t# WHERE a > b@",
                "SELECT @(SELECT @@1@)@",
                "SELECT 1 FROM s WHERE @last_value IN (SELECT log_cnt FROM s WHERE @@TRUE@)@",
                "SELECT @coalesce(@@last_value@, 1)@ FROM s",
                "SELECT @nullif(@@last_value@, 1)@ FROM s",
                "SELECT @(@@is_called@ IN (TRUE, FALSE))@ FROM s",
                "SELECT @(@@last_value::text@ BETWEEN 'a' AND 'b')::text@ FROM s",
                "SELECT @(@@is_called@ IS NOT DISTINCT FROM TRUE)@ FROM s",
                "SELECT @CASE @@last_value@ WHEN 1 THEN 2 WHEN 3 THEN 4 END@ FROM s",
                "SELECT @abs(@@last_value@)@ FROM s",
            })
    void noDeepQueryIsSlowToPlan(String pattern) throws Exception {
        for (int depth : new int[] {4, 8, 12, 14, 31, 60, 63}) {
            assertPlannedInTime(text(pattern, depth));
        }
    }

    private static void assertPlannedInTime(String sql) throws InterruptedException {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        AtomicReference<Duration> time = new AtomicReference<>(Duration.ZERO);
        Runnable plan =
                () -> {
                    outcome.set(plan(sql));
                    time.set(
                            Duration.ofNanos(
                                    ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
                };
        Thread thread = new Thread(null, plan, "plan", QueryLimits.STACK_BYTES);
        thread.start();
        thread.join();
        assertThat(outcome.get())
                .as(() -> sql.substring(0, Math.min(200, sql.length())))
                .isIn("planned", "54000", "54001", "54011", "0AX00");
        assertThat(time.get()).isPositive().isLessThan(SLOW);
    }

    private static Object plan(String sql) {
        try {
            Statement statement = Parser.parse(sql);
            if (statement instanceof Query query) {
                new PlanCache().plan(query, "public");
            }
            return "planned";
        } catch (SqlException e) {
            return e.sqlState();
        } catch (QueryException e) {
            return e.sqlState();
        } catch (Throwable e) {
            return e;
        }
    }

    @Test
    void planningEndsAtItsDeadline() throws SqlException {
        Query query = (Query) Parser.parse("SELECT a.name FROM nextval.sequences a");

        assertThatExceptionOfType(QueryException.class)
                .isThrownBy(() -> Planner.plan(Parser.queryTree(query), "public", 0))
                .withMessage("planning the query takes longer than 0 ms")
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo("54001"));
    }

    @Test
    void aStackThatIsTooSmallIsAnErrorOfTheQuery() throws InterruptedException {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        String sql = "SELECT 1" + " + last_value".repeat(900) + " FROM s";
        Thread thread =
                new Thread(null, () -> outcome.set(plan(sql)), "small-stack", SMALL_STACK_BYTES);
        thread.start();
        thread.join();
        assertThat(outcome.get()).isEqualTo("54001");
        assertThat(plan("SELECT 1 FROM s")).isEqualTo("planned");
    }

    @Test
    void deepQueriesAreDescribedFromAThreadWithASmallStack() throws Exception {
        AtomicReference<@Nullable Object> outcome = new AtomicReference<>();
        Statement deep = Parser.parse("SELECT 1" + " + last_value".repeat(900) + " FROM orders");
        try (CatalogQueries queries = new CatalogQueries(new ListedCatalog(), Clock.systemUTC())) {
            Runnable describe =
                    () -> {
                        try {
                            outcome.set(
                                    queries.describe(deep, ListedCatalog.SESSION)
                                            .columns()
                                            .toString());
                        } catch (SqlException e) {
                            outcome.set(e);
                        }
                    };
            Thread thread = new Thread(null, describe, "small-stack", SMALL_STACK_BYTES);
            thread.start();
            thread.join();
        }
        assertThat(outcome.get()).isEqualTo("[ResultColumn[label=?column?, typeName=int8]]");
    }

    @Test
    void anyFailureOfPlanningIsAnErrorOfTheQuery() throws SqlException {
        List<Throwable> failures =
                List.of(
                        new NoClassDefFoundError("x"),
                        new AssertionError("x"),
                        new IllegalStateException("x"));
        Statement query = Parser.parse("SELECT id FROM nextval.nodes");
        for (Throwable failure : failures) {
            PlanCache plans =
                    new PlanCache(
                            (text, schema) -> {
                                if (failure instanceof Error error) {
                                    throw error;
                                }
                                throw (RuntimeException) failure;
                            });
            try (CatalogQueries queries =
                    new CatalogQueries(new ListedCatalog(), Clock.systemUTC(), plans)) {
                assertThatExceptionOfType(SqlException.class)
                        .isThrownBy(() -> queries.describe(query, ListedCatalog.SESSION))
                        .satisfies(e -> assertThat(e.sqlState()).isEqualTo("XX000"));
                assertThatThrownBy(
                                () ->
                                        queries.run(query, new ArrayList<>(), ListedCatalog.SESSION)
                                                .get(20, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .cause()
                        .isInstanceOf(SqlException.class)
                        .hasMessageContaining(failure.getClass().getName());
            }
        }
    }
}
