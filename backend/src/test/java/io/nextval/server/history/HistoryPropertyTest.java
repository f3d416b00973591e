package io.nextval.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** The checker on random histories: valid ones pass, each planted violation is convicted. */
class HistoryPropertyTest {
    @Property(tries = 500)
    void acceptsEveryHistoryOfACorrectSequence(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 12) int clients,
            @ForAll @IntRange(min = 1, max = 60) int callsEach,
            @ForAll @DoubleRange(min = 0, max = 0.3) double unknownShare) {
        History history = new RandomHistory(seed, clients, callsEach, unknownShare).make();

        Report report = HistoryChecker.check(history);

        assertThat(report.counts()).as(report.toString()).isEmpty();
    }

    @Property(tries = 300)
    void convictsAValueThatIsHandedOutTwice(@ForAll long seed) {
        List<Operation> answered = answered(seed);
        Operation victim = answered.get(Math.floorMod(seed, answered.size()));
        Operation source = answered.get(Math.floorMod(seed * 31 + 7, answered.size()));
        Assume.that(!victim.equals(source) && !sameTicket(victim, source));
        replace(answered, victim, source.values());

        assertThat(check(seed, answered).count(Violation.Kind.DUPLICATE)).isPositive();
    }

    @Property(tries = 300)
    void convictsTwoConsecutiveCallsWhoseValuesAreSwapped(@ForAll long seed) {
        List<Operation> answered = answered(seed);
        answered.sort(Comparator.comparingLong(Operation::invokeNanos));
        Operation first = answered.get(Math.floorMod(seed, answered.size()));
        Operation later =
                answered.stream()
                        .filter(other -> other.invokeNanos() > first.returnNanos())
                        .filter(other -> !sameTicket(first, other))
                        .findFirst()
                        .orElse(first);
        Assume.that(!later.equals(first));
        replace(answered, first, later.values());
        replace(answered, later, first.values());

        assertThat(check(seed, answered).count(Violation.Kind.ORDER)).isPositive();
    }

    @Property(tries = 300)
    void convictsALostValueThatNobodyCanHaveTaken(@ForAll long seed) {
        List<Operation> answered = answered(seed);
        SequenceRule rule = rule(seed);
        Operation greatest =
                Collections.max(
                        answered,
                        Comparator.comparingLong(
                                operation -> rule.position(operation.values().first())));
        Operation lost = answered.get(Math.floorMod(seed, answered.size()));
        Assume.that(!sameTicket(lost, greatest));
        answered.removeIf(operation -> sameTicket(operation, lost));

        assertThat(check(seed, answered).count(Violation.Kind.GAP)).isPositive();
    }

    private static List<Operation> answered(long seed) {
        List<Operation> operations =
                new ArrayList<>(new RandomHistory(seed, 6, 40, 0).make().operations());
        operations.removeIf(operation -> operation.outcome() != Outcome.DEFINITE);
        return operations;
    }

    private static SequenceRule rule(long seed) {
        return new RandomHistory(seed, 6, 40, 0).make().rules().get(0);
    }

    private static boolean sameTicket(Operation a, Operation b) {
        return a.ticket() != null && a.ticket().equals(b.ticket());
    }

    private static void replace(List<Operation> operations, Operation of, Range values) {
        operations.replaceAll(
                operation ->
                        sameTicket(operation, of)
                                ? new Operation(
                                        operation.thread(),
                                        operation.sequence(),
                                        operation.epoch(),
                                        operation.ticket(),
                                        operation.invokeNanos(),
                                        operation.returnNanos(),
                                        values,
                                        operation.outcome())
                                : operation);
    }

    private static Report check(long seed, List<Operation> operations) {
        return HistoryChecker.check(
                new History(seed, List.of(rule(seed)), operations, List.of(), List.of()));
    }
}
