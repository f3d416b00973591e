package io.nextval.server.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a recorded history keeps the promises. O(n log n) in the number of operations: a
 * million take a few seconds. It never convicts a history that a correct cluster can produce; what
 * it can not see is an order between operations that overlap in time.
 */
public final class HistoryChecker {
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private final History history;
    private final Findings findings = new Findings();
    private final Map<String, Map<Long, Epoch>> sequences = new LinkedHashMap<>();

    private HistoryChecker(History history) {
        this.history = history;
    }

    /** Checks everything. */
    public static Report check(History history) {
        return new HistoryChecker(history).run();
    }

    private Report run() {
        for (SequenceRule rule : history.rules()) {
            sequences
                    .computeIfAbsent(rule.sequence(), name -> new HashMap<>())
                    .put(rule.epoch(), new Epoch(rule));
        }
        new Tickets(findings).fold(history.operations()).forEach(this::sort);
        sequences.forEach(this::checkSequence);
        LivenessCheck liveness =
                new LivenessCheck(history.operations(), SILENCE_MAX.toNanos(), findings);
        history.healthy().forEach(liveness::run);
        return new Report(
                history.seed(), outcomes(), findings.counts(), findings.kept(), history.faults());
    }

    private void sort(Operation operation) {
        Epoch epoch = sequences.getOrDefault(operation.sequence(), Map.of()).get(operation.epoch());
        if (epoch == null) {
            findings.add(Violation.Kind.STRAY, "no such sequence or epoch", operation);
        } else if (operation.outcome() == Outcome.UNKNOWN) {
            epoch.unanswered.add(operation);
        } else if (operation.outcome() == Outcome.DEFINITE) {
            addAnswered(epoch, operation);
        }
    }

    private void addAnswered(Epoch epoch, Operation operation) {
        Range values = operation.values();
        long first = epoch.rule.position(values.first());
        long last = epoch.rule.position(values.last());
        if (first < 0 || last < first || last - first != values.count() - 1) {
            findings.add(
                    Violation.Kind.STRAY, values + " can not come from " + epoch.rule, operation);
            return;
        }
        epoch.answered.add(
                new Request(
                        operation,
                        operation.invokeNanos(),
                        operation.returnNanos(),
                        operation.epoch(),
                        first,
                        last));
    }

    private void checkSequence(String sequence, Map<Long, Epoch> epochs) {
        List<Request> strict = new ArrayList<>();
        for (Epoch epoch : epochs.values()) {
            epoch.answered.sort(Comparator.comparingLong(Request::firstPosition));
            UniqueCheck.run(epoch.rule, epoch.answered, findings);
            if (epoch.rule.strict()) {
                new GapCheck(epoch.rule, epoch.answered, epoch.unanswered, findings).run();
                strict.addAll(epoch.answered);
            }
        }
        OrderCheck.run(sequence, strict, findings);
    }

    private Map<Outcome, Long> outcomes() {
        Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
        for (Operation operation : history.operations()) {
            counts.merge(operation.outcome(), 1L, Long::sum);
        }
        return counts;
    }

    /** The requests of one epoch of one sequence. */
    private static final class Epoch {
        private final SequenceRule rule;
        private final List<Request> answered = new ArrayList<>();
        private final List<Operation> unanswered = new ArrayList<>();

        Epoch(SequenceRule rule) {
            this.rule = rule;
        }
    }
}
