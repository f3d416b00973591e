package io.nextval.server.history;

import java.util.List;
import java.util.Map;

/** The checker's verdict and its grounds. {@link #toString} is for a person. */
public record Report(
        long seed,
        Map<Outcome, Long> outcomes,
        Map<Violation.Kind, Long> counts,
        List<Violation> violations,
        List<Fault> faults) {
    public Report {
        outcomes = Map.copyOf(outcomes);
        counts = Map.copyOf(counts);
        violations = List.copyOf(violations);
        faults = List.copyOf(faults);
    }

    /** The three verdicts. */
    public enum Verdict {
        /** Everything held, and every planned fault happened. */
        HELD,
        /** A promise was broken. */
        BROKEN,
        /** Nothing broken was seen, but the run proves nothing. */
        UNKNOWN
    }

    /** The verdict. */
    public Verdict verdict() {
        if (!counts.isEmpty()) {
            return Verdict.BROKEN;
        }
        boolean proven =
                count(Outcome.DEFINITE) > 0 && faults.stream().allMatch(fault -> fault.times() > 0);
        return proven ? Verdict.HELD : Verdict.UNKNOWN;
    }

    /** Number of operations with an outcome, retries counted. */
    public long count(Outcome outcome) {
        return outcomes.getOrDefault(outcome, 0L);
    }

    /** Number of violations of a kind. */
    public long count(Violation.Kind kind) {
        return counts.getOrDefault(kind, 0L);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(
                "verdict %s, seed %d: %d operations with values, %d unknown, %d failed%n"
                        .formatted(
                                verdict(),
                                seed,
                                count(Outcome.DEFINITE),
                                count(Outcome.UNKNOWN),
                                count(Outcome.FAILED)));
        for (Fault fault : faults) {
            text.append(
                    "  fault %s: %s%n"
                            .formatted(
                                    fault.name(),
                                    fault.times() == 0
                                            ? "NEVER HAPPENED"
                                            : fault.times() + " × (" + fault.evidence() + ")"));
        }
        counts.forEach((kind, count) -> text.append("  %s: %d%n".formatted(kind, count)));
        for (Violation violation : violations) {
            text.append("  %s: %s%n".formatted(violation.kind(), violation.text()));
            long origin =
                    violation.operations().stream()
                            .mapToLong(Operation::invokeNanos)
                            .min()
                            .orElse(0);
            for (Operation operation : violation.operations()) {
                text.append("      %s%n".formatted(operation.describe(origin)));
            }
        }
        return text.toString();
    }
}
