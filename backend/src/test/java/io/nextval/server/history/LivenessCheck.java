package io.nextval.server.history;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Liveness: while a majority is healthy and somebody waits, somebody is answered within the limit.
 * Only the time in which at least one operation was pending counts.
 */
final class LivenessCheck {
    private final Operation[] byInvoke;
    private final long[] answers;
    private final long limitNanos;
    private final Findings findings;

    LivenessCheck(List<Operation> operations, long limitNanos, Findings findings) {
        this.byInvoke = operations.toArray(new Operation[0]);
        Arrays.sort(byInvoke, Comparator.comparingLong(Operation::invokeNanos));
        this.answers =
                operations.stream()
                        .filter(operation -> operation.outcome() != Outcome.UNKNOWN)
                        .mapToLong(Operation::returnNanos)
                        .sorted()
                        .toArray();
        this.limitNanos = limitNanos;
        this.findings = findings;
    }

    void run(HealthySpan span) {
        int found = Arrays.binarySearch(answers, span.fromNanos());
        int next = found < 0 ? -found - 1 : found;
        long silentSince = span.fromNanos();
        for (; next < answers.length && answers[next] <= span.untilNanos(); next++) {
            checkSilence(silentSince, answers[next]);
            silentSince = answers[next];
        }
        checkSilence(silentSince, span.untilNanos());
    }

    /** The long way only for the rare silence that is longer than the limit at all. */
    private void checkSilence(long from, long until) {
        if (until - from <= limitNanos) {
            return;
        }
        long waited = 0;
        long covered = from;
        Operation waiting = null;
        for (Operation operation : byInvoke) {
            long begin = Math.max(operation.invokeNanos(), covered);
            long end = Math.min(operation.returnNanos(), until);
            if (end > begin) {
                waited += end - begin;
                covered = end;
                waiting = waiting == null ? operation : waiting;
            }
        }
        if (waited > limitNanos && waiting != null) {
            findings.add(
                    Violation.Kind.LIVENESS,
                    "nobody was answered for %.1f s although a majority was healthy"
                            .formatted(waited / 1e9),
                    waiting);
        }
    }
}
