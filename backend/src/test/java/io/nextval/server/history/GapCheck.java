package io.nextval.server.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * No gap: every value from the start to the greatest seen was answered, or can have been taken by a
 * request without an answer.
 *
 * <p>A missing value can only have been taken by an unanswered request that was invoked before the
 * first answer with a greater value; by then all smaller values were assigned. That deadline grows
 * with the value, so it is enough to hold, at each missing value in rising order, that the missing
 * values so far are no more than the values asked for by unanswered requests invoked until the
 * deadline (Hall's condition for nested intervals). The same deadline is what strict order demands
 * of the unanswered request: no greater value was answered before it was invoked.
 */
final class GapCheck {
    private final SequenceRule rule;
    private final List<Request> sorted;
    private final Operation[] unanswered;
    private final Findings findings;

    /** Takes answered requests sorted by first position, and unanswered ones in any order. */
    GapCheck(
            SequenceRule rule,
            List<Request> sorted,
            List<Operation> unanswered,
            Findings findings) {
        this.rule = rule;
        this.sorted = sorted;
        this.unanswered = unanswered.toArray(new Operation[0]);
        this.findings = findings;
        Arrays.sort(this.unanswered, Comparator.comparingLong(Operation::invokeNanos));
    }

    void run() {
        int[] firstAnswers = firstAnswersFromEachOn();
        long expected = 0;
        long missing = 0;
        long takers = 0;
        int next = 0;
        for (int i = 0; i < sorted.size(); i++) {
            Request above = sorted.get(i);
            if (above.firstPosition() > expected) {
                missing += above.firstPosition() - expected;
                Request firstAnswer = sorted.get(firstAnswers[i]);
                long deadline = firstAnswer.answerNanos();
                while (next < unanswered.length && unanswered[next].invokeNanos() <= deadline) {
                    takers += unanswered[next++].values().count();
                }
                if (missing > takers) {
                    report(expected, above, firstAnswer, missing, takers);
                    missing = takers;
                }
            }
            expected = Math.max(expected, above.lastPosition() + 1);
        }
    }

    /** For each request, the index of the earliest answered one among it and those after it. */
    private int[] firstAnswersFromEachOn() {
        int[] indexes = new int[sorted.size()];
        for (int i = indexes.length - 1; i >= 0; i--) {
            boolean earliest =
                    i == indexes.length - 1
                            || sorted.get(i).answerNanos()
                                    < sorted.get(indexes[i + 1]).answerNanos();
            indexes[i] = earliest ? i : indexes[i + 1];
        }
        return indexes;
    }

    private void report(
            long expected, Request above, Request firstAnswer, long missing, long takers) {
        Range lost =
                new Range(rule.value(expected), above.firstPosition() - expected, rule.increment());
        findings.add(
                Violation.Kind.GAP,
                lost
                        + " of "
                        + rule.sequence()
                        + " is missing: "
                        + missing
                        + " missing so far; unanswered calls made before "
                        + firstAnswer.operation().values()
                        + " was seen asked for "
                        + takers,
                above.operation(),
                firstAnswer.operation());
    }
}
