package io.nextval.server.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Collects violations: all are counted, the first few of each kind are kept. One thread. */
final class Findings {
    private static final int KEPT_PER_KIND = 10;

    private final Map<Violation.Kind, Long> counts = new EnumMap<>(Violation.Kind.class);
    private final List<Violation> kept = new ArrayList<>();

    void add(Violation.Kind kind, String text, Operation... operations) {
        if (counts.merge(kind, 1L, Long::sum) <= KEPT_PER_KIND) {
            kept.add(new Violation(kind, text, List.of(operations)));
        }
    }

    Map<Violation.Kind, Long> counts() {
        return counts;
    }

    List<Violation> kept() {
        return kept;
    }
}
