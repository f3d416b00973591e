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
 * @param advertised address that clients are told to use, null for that of {@code listen}
 * @param raft address that the other nodes connect to; port 0 only when there are no peers
 * @param http address for health and metrics; port 0 is any free port
 * @param peers Raft address of every node of the cluster, this one included, in the order of their
 *     ids; empty for a single node
 * @param security who may use the node, and how they show it
 * @param blockValidityMillis how long a block of values that a driver reserved is good
 */
public record NodeConfig(
        String id,
        Path data,
        HostPort listen,
        @Nullable Advertised advertised,
        HostPort raft,
        HostPort http,
        Map<String, HostPort> peers,
        SecurityConfig security,
        long blockValidityMillis) {
    /** How long a block of values is good, if nobody says otherwise. */
    public static final long BLOCK_VALIDITY_MILLIS = 10_000;

    public NodeConfig {
        NodeIds.check(id);
        peers = Peers.checked(id, raft, peers);
    }

    /** A node that trusts everybody, with the defaults. */
    public NodeConfig(
            String id,
            Path data,
            HostPort listen,
            @Nullable Advertised advertised,
            HostPort raft,
            HostPort http,
            Map<String, HostPort> peers) {
        this(
                id,
                data,
                listen,
                advertised,
                raft,
                http,
                peers,
                SecurityConfig.TRUST,
                BLOCK_VALIDITY_MILLIS);
    }

    /** The same node with other rules for who may use it. */
    public NodeConfig with(SecurityConfig other) {
        return new NodeConfig(
                id, data, listen, advertised, raft, http, peers, other, blockValidityMillis);
    }

    /** The same node with another validity of blocks. */
    public NodeConfig withBlockValidityMillis(long millis) {
        return new NodeConfig(id, data, listen, advertised, raft, http, peers, security, millis);
    }

    /**
     * The address that clients are told to use.
     *
     * @param bound the port that the node really listens on
     */
    public HostPort clientAddress(int bound) {
        if (advertised == null) {
            return listen.withPort(bound);
        }
        return new HostPort(advertised.host(), advertised.port() == 0 ? bound : advertised.port());
    }

    /** True if this node is a cluster of its own. */
    public boolean single() {
        return peers.isEmpty();
    }
}
