package io.nextval.server.history;

import java.util.List;

/** Everything the checker looks at: operations, promises, faults, and when progress was due. */
public record History(
        long seed,
        List<SequenceRule> rules,
        List<Operation> operations,
        List<Fault> faults,
        List<HealthySpan> healthy) {
    public History {
        rules = List.copyOf(rules);
        operations = List.copyOf(operations);
        faults = List.copyOf(faults);
        healthy = List.copyOf(healthy);
    }
}
