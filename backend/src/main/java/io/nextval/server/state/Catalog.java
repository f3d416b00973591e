package io.nextval.server.state;

import io.nextval.server.command.NodeRecord;
import io.nextval.wire.SlotRun;

import java.util.List;
import java.util.TreeMap;

/**
 * The catalog's part of the state: nodes, the slot map, schemas and tasks. Changed by the applying
 * thread only; what the accessors give is immutable and may be read by any thread.
 */
final class Catalog {
    private final TreeMap<String, NodeRecord> byId = new TreeMap<>();
    private volatile List<NodeRecord> nodes = List.of();
    private volatile List<SlotRun> slots = List.of();
    private final Schemas schemas = new Schemas();
    private final TaskQueue tasks = new TaskQueue(schemas);

    Answer record(NodeRecord node) {
        NodeRecord known = byId.get(node.id());
        if (known != null && !known.incarnation().equals(node.incarnation())) {
            return Refusals.otherIncarnation(node.id());
        }
        if (known == null && byId.size() >= StateLimits.NODES_MAX) {
            return Refusals.tooManyNodes();
        }
        byId.put(node.id(), node);
        nodes = List.copyOf(byId.values());
        return Answers.DONE;
    }

    Answer assign(List<SlotRun> runs) {
        if (!slots.isEmpty()) {
            return Answers.unchanged("the slots were assigned before");
        }
        List<SlotRun> sorted = SlotRuns.sorted(runs);
        String problem = SlotRuns.problemOf(sorted);
        if (problem != null) {
            return Refusals.badSlots(problem);
        }
        slots = sorted;
        return Answers.DONE;
    }

    List<NodeRecord> nodes() {
        return nodes;
    }

    Answer createSchema(String name, boolean ifNotExists) {
        return tasks.concerns(name) ? Answers.BUSY : schemas.create(name, ifNotExists);
    }

    Schemas schemas() {
        return schemas;
    }

    TaskQueue tasks() {
        return tasks;
    }

    List<SlotRun> slots() {
        return slots;
    }
}
