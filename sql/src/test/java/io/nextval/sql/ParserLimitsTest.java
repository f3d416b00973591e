package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(120)
class ParserLimitsTest {
    /** Time on the processor for one text, in a JVM that may be cold. */
    private static final Duration SLOW = Duration.ofSeconds(1);

    private static final int SMALL_STACK_BYTES = 512 * 1024;

    @Test
    void statementOfTheGreatestLengthIsParsedAndALongerOneIsRefused() throws SqlException {
        String longest = "SELECT 1" + " ".repeat(SqlLimits.STATEMENT_CHARS_MAX - 8);

        assertThat(Parser.parse(longest).toSql()).isEqualTo("SELECT 1");
        assertState(longest + " ", "54000");
    }

    @Test
    void deepestNestingIsParsedAndADeeperOneIsRefused() throws SqlException {
        int depth = SqlLimits.NESTING_MAX;

        assertThat(Parser.parse("SELECT " + "(".repeat(depth) + "1" + ")".repeat(depth)).toSql())
                .isEqualTo("SELECT 1");
        assertState("SELECT " + "(".repeat(depth + 1) + "1" + ")".repeat(depth + 1), "54001");
    }

    @Test
    void mostColumnsAndNamesAreTakenAndMoreAreRefused() throws SqlException {
        String columns = "SELECT 1" + ", 1".repeat(SqlLimits.SELECT_ITEMS_MAX - 1);
        String names = "DROP SEQUENCE a" + ", a".repeat(SqlLimits.NAMES_MAX - 1);

        assertThat(Parser.parse(columns)).isInstanceOf(Select.class);
        assertThat(Parser.parse(names)).isInstanceOf(DropSequence.class);
        assertState(columns + ", 1", "54011");
        assertState(names + ", a", "54000");
    }

    @Test
    void mostTokensAreTakenAndMoreAreRefused() throws SqlException {
        String list = "SELECT 1 IN (1" + ",1".repeat((SqlLimits.TOKENS_MAX - 6) / 2);

        assertThat(Parser.parse(list + ")")).isInstanceOf(Query.class);
        assertState(list + ",1)", "54001");
    }

    @Test
    void longestCommentIsTakenAndALongerOneIsRefused() throws SqlException {
        String comment = "COMMENT ON SEQUENCE s IS '" + "x".repeat(SqlLimits.COMMENT_CHARS_MAX);

        assertThat(Parser.parse(comment + "'")).isInstanceOf(CommentOnSequence.class);
        assertState(comment + "x'", "54000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT @1+",
                "SELECT @a AND ",
                "SELECT @NOT ",
                "SELECT @- ",
                "SELECT a@.a",
                "SELECT a@[1]",
                "SELECT 1@,1",
                "SELECT 1@, nextval('s')",
                "SELECT 1@1",
                "SELECT 1.@1",
                "SELECT @CASE ",
                "SELECT @CASE WHEN a THEN ",
                "SELECT @UNIQUE ",
                "SELECT @(",
                "SELECT @((((a) ",
                "SELECT @f(",
                "SELECT @ROW(",
                "SELECT @ARRAY[",
                "SELECT @EXISTS ",
                "SELECT @(SELECT ",
                "SELECT 1 FROM a@, a",
                "SELECT 1 FROM @(",
                "SELECT 1@ UNION SELECT 1",
                "WITH a AS (SELECT 1)@, a AS (SELECT 1)",
                "SELECT 'a'@\n'a'",
                "SELECT a@ CONTAINS a",
                "SELECT a@ MEMBER OF a",
                "SELECT @INTERVAL ",
                "SELECT f(@x -> ",
                "CREATE SEQUENCE s@ CYCLE",
                "CREATE SEQUENCE s AS @MAP<INT,",
                "CREATE SEQUENCE s AS INT@ ARRAY",
                "CREATE SEQUENCE s START 1@1",
                "DROP SEQUENCE a@, a",
                "SELECT 1@/*",
                "SELECT @$a",
                "SELECT @\"a",
                "INSERT INTO t VALUES (1)@, (1)",
                "@EXPLAIN PLAN FOR ",
                "@(",
                "@;",
                "SELECT 1@::int8",
                "SELECT a@ LIKE a",
                "SELECT a@ NOT ILIKE a",
                "SELECT a@ AND a LIKE b",
                "SELECT a LIKE b@ AND a",
                "SELECT a@ ~ a",
                "SELECT @CAST(",
                "SELECT a IN (1@,1",
                "SELECT a IN (1@,1)",
                "SELECT * FROM t WHERE a = 1@ OR a = 1",
                "SELECT nextval('s')@, s.nextval",
                "SELECT 1@, ?",
                "SELECT 1@, next value for s",
                "SELECT [@[a].",
                "SELECT next value for @[a].",
                "SELECT @`a`.",
                "VALUES 1@, 1",
                "CALL @(",
                "TABLE a@.a",
                "ALTER SEQUENCE s@ CYCLE",
                "ALTER SEQUENCE s@ NOCACHE",
                "CREATE SEQUENCE a@.a",
                "CREATE SEQUENCE a START @- ",
                "DROP SCHEMA a@, a",
                "COMMENT ON SEQUENCE a IS '@a",
                "BEGIN@ READ ONLY",
                "BEGIN@ READ ONLY,",
                "SET a = 1@, 1",
                "SET a@.a",
                "SET search_path = a@, a",
                "SHOW a@.a",
                "SHOW @a",
                "@a",
                "EXPLAIN @SELECT ",
                "EXPLAIN PLAN FOR @(",
            })
    void noStatementIsSlowOrTooDeepForASmallStack(String pattern) throws InterruptedException {
        String[] parts = pattern.split("@", -1);
        int room = SqlLimits.STATEMENT_CHARS_MAX - parts[0].length();
        List<String> texts = new ArrayList<>();
        for (int times : new int[] {40, 99, 330, 490, 990, SqlLimits.STATEMENT_CHARS_MAX}) {
            texts.add(parts[0] + parts[1].repeat(Math.min(times, room / parts[1].length())));
        }
        AtomicReference<@Nullable Throwable> failure =
                new AtomicReference<>(new AssertionError("not run"));
        AtomicLong nanos = new AtomicLong();
        Runnable parse =
                () -> {
                    failure.set(null);
                    for (String text : texts) {
                        long start = cpuNanos();
                        Throwable thrown = otherThanSqlException(text);
                        if (thrown != null) {
                            failure.set(thrown);
                        }
                        nanos.set(Math.max(nanos.get(), cpuNanos() - start));
                    }
                };

        Thread thread = new Thread(null, parse, "small-stack", SMALL_STACK_BYTES);
        thread.start();
        thread.join();

        assertThat(failure.get()).isNull();
        assertThat(nanos.get()).isPositive();
        assertThat(Duration.ofNanos(nanos.get())).isLessThan(SLOW);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CASE @a@ WHEN 1 THEN 1 WHEN 2 THEN 2 END",
                "coalesce(@a@, 1)",
                "nullif(@a@, 1)",
                "(@a@ BETWEEN 1 AND 2)",
                "(@a@ IN (1, 2))",
                "(@a@ NOT IN (1, 2))",
                "(@a@ = ANY (1, 2))",
                "(@a@ IS DISTINCT FROM 1)",
                "(@a@ IS NOT DISTINCT FROM 1)",
            })
    void expressionsThatDoubleAtEachLevelAreRefusedInTime(String pattern) throws SqlException {
        String[] parts = pattern.split("@", -1);

        assertThat(Parser.parse(nested("SELECT ", parts, 5) + " FROM t")).isInstanceOf(Query.class);
        for (int depth : new int[] {16, 30, SqlLimits.NESTING_MAX / 2}) {
            assertState(nested("SELECT ", parts, depth) + " FROM t", "54001");
        }
    }

    @Test
    void namesOfWithThatDoubleAtEachLevelAreRefusedInTime() throws SqlException {
        StringBuilder with = new StringBuilder("WITH w0 AS (SELECT 1 AS x)");
        for (int i = 1; i <= 60; i++) {
            String before = "w" + (i - 1);
            with.append(", w" + i + " AS (SELECT 1 AS x FROM " + before + " a, " + before + " b)");
        }

        assertThat(Parser.parse(with + " SELECT * FROM w4")).isInstanceOf(Query.class);
        assertState(with + " SELECT * FROM w60", "54001");
        assertState(with + " TABLE w60", "54001");
        assertState(with + " SELECT (SELECT max(x) FROM W60)", "54001");
    }

    @Test
    void mostTablesAreTakenAndMoreAreRefused() throws SqlException {
        String joins = "SELECT * FROM a" + ", a".repeat(SqlLimits.RELATIONS_MAX - 2);
        String unions = "SELECT 1" + " UNION SELECT 1".repeat(SqlLimits.RELATIONS_MAX - 1);

        assertThat(Parser.parse(joins)).isInstanceOf(Query.class);
        assertThat(Parser.parse(unions)).isInstanceOf(Query.class);
        assertState(joins + ", a", "54001");
        assertState(unions + " UNION SELECT 1", "54001");
    }

    private static String nested(String before, String[] parts, int depth) {
        return before + parts[0].repeat(depth) + parts[1] + parts[2].repeat(depth);
    }

    @Test
    void charactersThatAreNoTextAreRefused() {
        assertState("SELECT '\0'", "22021");
        assertState("SELECT '\uD83D'", "22021");
        assertState("SELECT '\uDE00\uD83D'", "22021");
    }

    @Test
    void threadsParseAtTheSameTimeWithTheSameResults() throws Exception {
        String golden = StatementsGoldenTest.file();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(() -> Golden.refresh(golden)));
            }
            for (Future<String> result : results) {
                assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo(golden);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static @Nullable Throwable otherThanSqlException(String sql) {
        try {
            Parser.parse(sql);
            return null;
        } catch (SqlException e) {
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static void assertState(String sql, String state) {
        assertThatExceptionOfType(SqlException.class)
                .isThrownBy(() -> Parser.parse(sql))
                .satisfies(e -> assertThat(e.sqlState()).isEqualTo(state));
    }
}
