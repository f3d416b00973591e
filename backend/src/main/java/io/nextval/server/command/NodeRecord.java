package io.nextval.server.command;

import java.util.UUID;

/**
 * What the catalog knows of a node.
 *
 * @param id the name the operator gave it
 * @param incarnation identity of its data folder; a node that lost its folder comes with another
 * @param raftAddress {@code host:port} for the other nodes
 * @param clientHost where clients connect
 * @param clientPort where clients connect
 * @param httpAddress {@code host:port} of health and metrics, empty if it has none
 */
public record NodeRecord(
        String id,
        UUID incarnation,
        String raftAddress,
        String clientHost,
        int clientPort,
        String httpAddress) {

    /**
     * Checks that a log entry can carry it.
     *
     * @throws CommandFormatException if a text is too long or malformed, or the port is not 0…65535
     */
    public NodeRecord {
        Texts.check("node id", id, CommandLimits.NODE_TEXT_BYTES_MAX);
        Texts.check("raft address", raftAddress, CommandLimits.NODE_TEXT_BYTES_MAX);
        Texts.check("client host", clientHost, CommandLimits.NODE_TEXT_BYTES_MAX);
        Texts.check("http address", httpAddress, CommandLimits.NODE_TEXT_BYTES_MAX);
        if (clientPort < 0 || clientPort > 65_535) {
            throw new CommandFormatException("client port " + clientPort + " is not in 0…65535");
        }
    }
}
