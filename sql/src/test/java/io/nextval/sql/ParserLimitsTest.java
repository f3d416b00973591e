package io.nextval.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

@Timeout(120)
class ParserLimitsTest {
    /** Far above the 80 ms that the slowest takes when warm; far below a quadratic blow-up. */
    private static final Duration SLOW = Duration.ofSeconds(3);

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
        String names = "DROP SEQUENCE a" + ", a".repeat(SqlLimits.DROP_NAMES_MAX - 1);

        assertThat(Parser.parse(columns)).isInstanceOf(Select.class);
        assertThat(Parser.parse(names)).isInstanceOf(DropSequence.class);
        assertState(columns + ", 1", "54011");
        assertState(names + ", a", "54000");
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
            })
    void noStatementIsSlowOrTooDeepForASmallStack(String pattern) throws InterruptedException {
        String[] parts = pattern.split("@", -1);
        int room = SqlLimits.STATEMENT_CHARS_MAX - parts[0].length();
        String full = parts[0] + parts[1].repeat(room / parts[1].length());
        String thousand = parts[0] + parts[1].repeat(Math.min(999, room / parts[1].length()));
        AtomicReference<@Nullable Throwable> failure =
                new AtomicReference<>(new AssertionError("not run"));
        Runnable parse =
                () -> {
                    failure.set(otherThanSqlException(full));
                    if (failure.get() == null) {
                        failure.set(otherThanSqlException(thousand));
                    }
                };

        long start = System.nanoTime();
        Thread thread = new Thread(null, parse, "small-stack", SMALL_STACK_BYTES);
        thread.start();
        thread.join();

        assertThat(failure.get()).isNull();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SLOW);
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
