package io.nextval.examples.registers;

import java.util.Map;
import java.util.TreeMap;

/** A copy of all registers. Writes may arrive late, twice, and in any order. */
final class Replica {
    /** What says which of two writes is the later one. */
    enum Rule {
        CLOCK,
        NUMBER;

        private long timeOf(Write write) {
            return this == CLOCK ? write.clockMillis() : write.number();
        }
    }

    private final Rule rule;
    private final Map<String, Write> registers = new TreeMap<>();

    Replica(Rule rule) {
        this.rule = rule;
    }

    /** The whole of replication: keep the later of the two. The order of calls does not matter. */
    void merge(Write write) {
        registers.merge(write.key(), write, this::later);
    }

    private Write later(Write one, Write other) {
        return rule.timeOf(one) >= rule.timeOf(other) ? one : other;
    }

    String value(String key) {
        Write write = registers.get(key);
        return write == null ? "nothing" : write.value();
    }

    Map<String, Write> state() {
        return Map.copyOf(registers);
    }
}
