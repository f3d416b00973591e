package io.nextval.wire;

import java.util.List;

/** The nodes, the groups with their leaders as the answering node knows them, and the slot map. */
public record Topology(
        long version, List<NodeInfo> nodes, List<GroupInfo> groups, List<SlotRun> slots)
        implements Frame {
    public Topology {
        nodes = List.copyOf(nodes);
        groups = List.copyOf(groups);
        slots = List.copyOf(slots);
    }

    @Override
    public int type() {
        return FrameType.TOPOLOGY;
    }
}
