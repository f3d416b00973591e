package io.nextval.server.command;

/** A node's record in bytes, as log entries and snapshots have it. Stateless. */
public final class NodeCodec {
    private NodeCodec() {}

    public static void write(ByteWriter out, NodeRecord node) {
        out.writeText(node.id());
        out.writeUuid(node.incarnation());
        out.writeText(node.raftAddress());
        out.writeText(node.clientHost());
        out.writeUnsigned(node.clientPort());
        out.writeText(node.httpAddress());
    }

    public static NodeRecord read(ByteReader in) {
        int max = CommandLimits.NODE_TEXT_BYTES_MAX;
        return new NodeRecord(
                in.readText(max, "node id"),
                in.readUuid("incarnation"),
                in.readText(max, "raft address"),
                in.readText(max, "client host"),
                (int) in.readUpTo(65_535, "client port"),
                in.readText(max, "http address"));
    }
}
