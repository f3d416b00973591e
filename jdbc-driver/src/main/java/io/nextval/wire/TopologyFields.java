package io.nextval.wire;

/** The fields of a {@link Topology}. */
final class TopologyFields {
    private TopologyFields() {}

    static void write(Topology topology, WireWriter out) {
        out.unsigned(topology.version());
        out.list(
                topology.nodes(),
                (w, node) -> {
                    w.string(node.id());
                    w.string(node.host());
                    w.unsigned(node.port());
                });
        out.list(
                topology.groups(),
                (w, group) -> {
                    w.unsigned(group.group());
                    w.list(group.members(), WireWriter::string);
                    w.string(group.leaderNodeId());
                });
        out.list(
                topology.slots(),
                (w, run) -> {
                    w.unsigned(run.firstSlot());
                    w.unsigned(run.lastSlot());
                    w.unsigned(run.group());
                });
    }

    static Topology read(WireReader in) {
        return new Topology(
                in.unsigned(),
                in.list(TopologyFields::node),
                in.list(
                        r ->
                                new GroupInfo(
                                        r.unsignedInt(), r.list(WireReader::string), r.string())),
                in.list(TopologyFields::run));
    }

    private static NodeInfo node(WireReader in) {
        NodeInfo node = new NodeInfo(in.string(), in.string(), in.unsignedInt());
        if (node.port() > 0xFFFF) {
            throw new WireException("port " + node.port() + " of node " + node.id());
        }
        return node;
    }

    private static SlotRun run(WireReader in) {
        SlotRun run = new SlotRun(in.unsignedInt(), in.unsignedInt(), in.unsignedInt());
        if (run.firstSlot() > run.lastSlot() || run.lastSlot() >= WireLimits.SLOTS) {
            throw new WireException("slots " + run.firstSlot() + " to " + run.lastSlot());
        }
        return run;
    }
}
