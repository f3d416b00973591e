package io.nextval.server.catalog;

import org.apache.calcite.rel.core.CorrelationId;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One run of a plan: its parameters, what was read for it, what it may use. One thread. */
final class Execution {
    private final List<@Nullable Object> parameters;
    private final SessionInfo session;
    private final Snapshot snapshot;
    private final Budget budget;
    private final Instant now;
    private final Map<CorrelationId, @Nullable Object[]> outerRows = new HashMap<>();
    private final IdentityHashMap<Object, Object> kept = new IdentityHashMap<>();

    Execution(
            List<@Nullable Object> parameters,
            SessionInfo session,
            Snapshot snapshot,
            Budget budget,
            Instant now) {
        this.parameters = parameters;
        this.session = session;
        this.snapshot = snapshot;
        this.budget = budget;
        this.now = now;
    }

    @Nullable Object parameter(int index) {
        return parameters.get(index);
    }

    int parameterCount() {
        return parameters.size();
    }

    SessionInfo session() {
        return session;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Budget budget() {
        return budget;
    }

    Instant now() {
        return now;
    }

    /** Sets the row of an outer query that inner queries refer to. */
    void bind(CorrelationId id, @Nullable Object[] row) {
        outerRows.put(id, row);
    }

    @Nullable Object[] outerRow(CorrelationId id) {
        @Nullable Object[] row = outerRows.get(id);
        if (row == null) {
            throw new IllegalStateException("no row is bound to " + id);
        }
        return row;
    }

    /** Returns what was made for a node of the plan in this run; made at the first call. */
    @SuppressWarnings("unchecked")
    <T> T once(Object node, Supplier<T> maker) {
        Object known = kept.get(node);
        if (known == null) {
            known = maker.get();
            kept.put(node, known);
        }
        return (T) known;
    }
}
