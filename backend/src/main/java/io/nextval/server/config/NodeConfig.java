package io.nextval.server.config;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.Map;

/**
 * Everything one node is told at its start: immutable and checked. {@link ConfigLoader} makes it
 * from what the operator gave; tests and the embedded mode make it directly.
 *
 * @param id name of the node in its cluster, {@code [a-z0-9_-]{1,32}}
 * @param data folder of the node, its alone
 * @param listen address that clients connect to; port 0 is any free port
 * @param advertiseHost host that clients are told to use, null for the host of {@code listen}
 * @param raft address that the other nodes connect to; port 0 only when there are no peers
 * @param http address for health and metrics; port 0 is any free port
 * @param peers Raft address of every node of the cluster, this one included, in the order of their
 *     ids; empty for a single node
 */
public record NodeConfig(
        String id,
        Path data,
        HostPort listen,
        @Nullable String advertiseHost,
        HostPort raft,
        HostPort http,
        Map<String, HostPort> peers) {

    public NodeConfig {
        NodeIds.check(id);
        peers = Peers.checked(id, raft, peers);
    }

    /** The host that clients are told to use. */
    public String clientHost() {
        return advertiseHost == null ? listen.host() : advertiseHost;
    }

    /** True if this node is a cluster of its own. */
    public boolean single() {
        return peers.isEmpty();
    }
}
