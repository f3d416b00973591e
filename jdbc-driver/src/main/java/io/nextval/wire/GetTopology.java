package io.nextval.wire;

/**
 * Asks for the nodes, the groups with their leaders, and the slot map. Answered by {@link
 * Topology}.
 */
public record GetTopology() implements Frame {
    @Override
    public int type() {
        return FrameType.GET_TOPOLOGY;
    }
}
