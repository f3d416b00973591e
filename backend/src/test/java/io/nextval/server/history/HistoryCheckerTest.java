package io.nextval.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The checker on planted histories: one for each way to break a promise. */
@Timeout(60)
class HistoryCheckerTest {
    private static final SequenceRule ORDERS = SequenceRule.ascending("orders");

    @Test
    void holdsAPlainHistory() {
        Report report = check(call(0, 1, 1), call(2, 3, 2), call(4, 5, 3));

        assertThat(report.verdict()).isEqualTo(Report.Verdict.HELD);
    }

    @Test
    void convictsADuplicateAndNamesBothCalls() {
        Report report = check(call(0, 9, 1), call(0, 9, 2), call(0, 9, 2));

        assertThat(report.verdict()).isEqualTo(Report.Verdict.BROKEN);
        assertThat(report.count(Violation.Kind.DUPLICATE)).isEqualTo(1);
        assertThat(report.toString())
                .contains("DUPLICATE: value 2 of orders was handed out twice")
                .contains("orders/0 = 2 [0.000000 … 0.000009 ms]");
    }

    @Test
    void convictsRangesThatOverlapByOneAtTheirEdge() {
        Report report = check(range(0, 9, 1, 10), range(0, 9, 10, 10));

        assertThat(report.count(Violation.Kind.DUPLICATE)).isEqualTo(1);
    }

    @Test
    void convictsARangeInsideAnEarlierOne() {
        Report report = check(range(0, 9, 1, 10), call(0, 9, 2), call(0, 9, 9));

        assertThat(report.count(Violation.Kind.DUPLICATE)).isEqualTo(2);
    }

    @Test
    void convictsACallThatBeganAfterAnotherReturnedAndGotLess() {
        Report report = check(call(0, 1, 2), call(2, 3, 1));

        assertThat(report.counts()).containsOnlyKeys(Violation.Kind.ORDER);
    }

    @Test
    void permitsAnyOrderOfCallsThatTouchInTime() {
        assertThat(check(call(0, 1, 2), call(1, 3, 1)).counts()).isEmpty();
    }

    @Test
    void convictsADescendingSequenceThatRises() {
        History history =
                history(
                        List.of(SequenceRule.strict("orders", 10, -1)),
                        call(0, 1, 10),
                        call(2, 3, 8),
                        call(4, 5, 9));

        assertThat(HistoryChecker.check(history).counts()).containsOnlyKeys(Violation.Kind.ORDER);
    }

    @Test
    void convictsAnAnswerFromAnOlderEpoch() {
        History history =
                history(
                        List.of(ORDERS, new SequenceRule("orders", 1, 100, 1, true)),
                        new Operation(
                                "a", "orders", 1, null, 0, 1, Range.of(100), Outcome.DEFINITE),
                        call(2, 3, 1));

        assertThat(HistoryChecker.check(history).counts()).containsOnlyKeys(Violation.Kind.ORDER);
    }

    @Test
    void convictsAGap() {
        Report report = check(call(0, 1, 1), call(2, 3, 3));

        assertThat(report.counts()).containsOnlyKeys(Violation.Kind.GAP);
        assertThat(report.toString()).contains("2 of orders is missing");
    }

    @Test
    void convictsAFirstValueThatIsNotTheStart() {
        assertThat(check(call(0, 1, 2)).counts()).containsOnlyKeys(Violation.Kind.GAP);
    }

    @Test
    void forgivesAGapThatAnUnansweredCallCanHaveTaken() {
        Report report = check(call(0, 1, 1), unknown(2, 9, 1), call(3, 4, 3));

        assertThat(report.verdict()).isEqualTo(Report.Verdict.HELD);
    }

    @Test
    void convictsAGapThatIsWiderThanTheUnansweredCalls() {
        Report report = check(call(0, 1, 1), unknown(2, 9, 1), call(3, 4, 4));

        assertThat(report.counts()).containsOnlyKeys(Violation.Kind.GAP);
    }

    @Test
    void convictsAGapThatWasSeenBeforeTheUnansweredCallBegan() {
        Report report = check(call(0, 1, 1), call(2, 3, 3), unknown(4, 9, 1));

        assertThat(report.counts()).containsOnlyKeys(Violation.Kind.GAP);
    }

    @Test
    void convictsASecondGapWhenTheOnlyUnansweredCallIsSpentOnTheFirst() {
        Report report = check(call(0, 1, 1), unknown(2, 99, 1), call(3, 4, 3), call(5, 6, 5));

        assertThat(report.count(Violation.Kind.GAP)).isEqualTo(1);
    }

    @Test
    void convictsAGapOfACallThatWasDefinitelyRefused() {
        Operation refused =
                new Operation("a", "orders", 0, null, 2, 3, Range.asked(1), Outcome.FAILED);

        Report report = check(call(0, 1, 1), refused, call(4, 5, 3));

        assertThat(report.counts()).containsOnlyKeys(Violation.Kind.GAP);
    }

    @Test
    void convictsTwoAnswersToOneTicket() {
        Report report = check(ticket(0, 1, 1, "t"), ticket(2, 3, 2, "t"));

        assertThat(report.count(Violation.Kind.EXACTLY_ONCE)).isEqualTo(1);
    }

    @Test
    void convictsANoThatConsumed() {
        Operation refused =
                new Operation("a", "orders", 0, "t", 0, 1, Range.asked(1), Outcome.FAILED);

        Report report = check(refused, ticket(2, 3, 1, "t"));

        assertThat(report.count(Violation.Kind.EXACTLY_ONCE)).isEqualTo(1);
    }

    @Test
    void countsTheTriesOfATicketOnce() {
        Operation lost =
                new Operation("a", "orders", 0, "t", 0, 1, Range.asked(1), Outcome.UNKNOWN);

        Report report = check(lost, call(2, 3, 2), ticket(4, 5, 1, "t"), ticket(6, 7, 1, "t"));

        assertThat(report.verdict()).isEqualTo(Report.Verdict.HELD);
    }

    @Test
    void convictsValuesThatTheSequenceCanNotProduce() {
        SequenceRule byTen = SequenceRule.strict("orders", 10, 10);
        History history = history(List.of(byTen), call(0, 1, 10), call(2, 3, 25), call(4, 5, 0));

        assertThat(HistoryChecker.check(history).count(Violation.Kind.STRAY)).isEqualTo(2);
    }

    @Test
    void convictsASequenceThatWasNeverDeclared() {
        Operation other = new Operation("a", "bills", 0, null, 0, 1, Range.of(1), Outcome.DEFINITE);

        assertThat(check(other).counts()).containsOnlyKeys(Violation.Kind.STRAY);
    }

    @Test
    void promisesOnlyUniquenessForACachedSequence() {
        SequenceRule cached = new SequenceRule("orders", 0, 1, 1, false);

        assertThat(
                        HistoryChecker.check(
                                        history(
                                                List.of(cached),
                                                call(0, 1, 1001),
                                                call(2, 3, 1),
                                                call(4, 5, 1)))
                                .counts())
                .containsOnlyKeys(Violation.Kind.DUPLICATE);
    }

    @Test
    void convictsAHealthyMajorityThatIsSilentForAMinute() {
        long second = Duration.ofSeconds(1).toNanos();
        History history =
                new History(
                        1,
                        List.of(ORDERS),
                        List.of(call(0, second, 1), unknown(2 * second, 70 * second, 1)),
                        List.of(),
                        List.of(new HealthySpan(0, 80 * second)));

        assertThat(HistoryChecker.check(history).counts())
                .containsOnlyKeys(Violation.Kind.LIVENESS);
    }

    @Test
    void excusesSilenceWithoutAMajorityOrWithoutCallers() {
        long second = Duration.ofSeconds(1).toNanos();
        History history =
                new History(
                        1,
                        List.of(ORDERS),
                        List.of(call(0, second, 1), unknown(2 * second, 70 * second, 1)),
                        List.of(),
                        List.of(
                                new HealthySpan(0, 60 * second),
                                new HealthySpan(70 * second, 300 * second)));

        assertThat(HistoryChecker.check(history).counts()).isEmpty();
    }

    @Test
    void isUndecidedWhenAPlannedFaultNeverHappened() {
        HistoryRecorder recorder = new HistoryRecorder(42, List.of(ORDERS));
        recorder.plan("kill n1");
        recorder.invoke("orders", 1).granted(Range.of(1));

        Report report = HistoryChecker.check(recorder.history());
        assertThat(report.verdict()).isEqualTo(Report.Verdict.UNKNOWN);
        assertThat(report.toString()).contains("seed 42").contains("NEVER HAPPENED");

        recorder.fired("kill n1", "exit code 137");
        assertThat(HistoryChecker.check(recorder.history()).verdict())
                .isEqualTo(Report.Verdict.HELD);
    }

    @Test
    void isUndecidedWhenNobodyGotAValue() {
        assertThat(check(unknown(0, 1, 1)).verdict()).isEqualTo(Report.Verdict.UNKNOWN);
    }

    @Test
    @Timeout(value = 90, unit = TimeUnit.SECONDS)
    void checksAMillionOperationsInSeconds() {
        History history = new RandomHistory(7, 64, 16_000, 0.01).make();
        assertThat(history.operations()).hasSizeGreaterThan(1_000_000);

        long begin = System.nanoTime();
        Report report = HistoryChecker.check(history);
        Duration taken = Duration.ofNanos(System.nanoTime() - begin);

        assertThat(report.verdict()).as(report.toString()).isEqualTo(Report.Verdict.HELD);
        assertThat(taken).isLessThan(Duration.ofSeconds(30));
    }

    private static Report check(Operation... operations) {
        return HistoryChecker.check(history(List.of(ORDERS), operations));
    }

    private static History history(List<SequenceRule> rules, Operation... operations) {
        return new History(
                1, rules, new ArrayList<>(Arrays.asList(operations)), List.of(), List.of());
    }

    private static Operation call(long invoke, long end, long value) {
        return range(invoke, end, value, 1);
    }

    private static Operation range(long invoke, long end, long first, long count) {
        Range values = new Range(first, count, 1);
        return new Operation("a", "orders", 0, null, invoke, end, values, Outcome.DEFINITE);
    }

    private static Operation ticket(long invoke, long end, long value, String ticket) {
        return new Operation(
                "a", "orders", 0, ticket, invoke, end, Range.of(value), Outcome.DEFINITE);
    }

    private static Operation unknown(long invoke, long end, long count) {
        return new Operation(
                "a", "orders", 0, null, invoke, end, Range.asked(count), Outcome.UNKNOWN);
    }
}
