package io.nextval.server.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Reads and checks the list of a cluster's nodes: {@code n1=HOST:PORT,n2=HOST:PORT,…}. */
final class Peers {
    /** More nodes than that is a mistake of the operator, not a cluster. */
    static final int PEERS_MAX = 64;

    private Peers() {}

    /**
     * Reads {@code n1=HOST:PORT,n2=HOST:PORT,…}; blank is no peers.
     *
     * @throws IllegalArgumentException with what is wrong, in words for the operator
     */
    static Map<String, HostPort> parse(String text) {
        Map<String, HostPort> peers = new TreeMap<>();
        if (text.isBlank()) {
            return peers;
        }
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException(
                        "'" + part.trim() + "' is not of the form ID=HOST:PORT");
            }
            String id = NodeIds.check(part.substring(0, equals).trim());
            HostPort address;
            try {
                address = HostPort.parse(part.substring(equals + 1));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("'" + part.trim() + "': " + e.getMessage(), e);
            }
            if (peers.put(id, address) != null) {
                throw new IllegalArgumentException("the node " + id + " stands there twice");
            }
        }
        return peers;
    }

    /** The peers as an ordered immutable map, after a check that they fit to the node. */
    static Map<String, HostPort> checked(String id, HostPort raft, Map<String, HostPort> peers) {
        if (peers.isEmpty()) {
            return Map.of();
        }
        if (peers.size() > PEERS_MAX) {
            throw new IllegalArgumentException(
                    peers.size() + " nodes are more than the limit of " + PEERS_MAX);
        }
        HostPort own = peers.get(id);
        if (own == null) {
            throw new IllegalArgumentException(
                    "this node's id " + id + " is not among them: " + peers.keySet());
        }
        if (!own.equals(raft)) {
            throw new IllegalArgumentException(
                    "they say " + own + " for " + id + ", but its Raft address is " + raft);
        }
        Map<HostPort, String> owners = new HashMap<>();
        Map<String, HostPort> ordered = new TreeMap<>(peers);
        ordered.forEach(
                (peer, address) -> {
                    NodeIds.check(peer);
                    if (address.port() == 0) {
                        throw new IllegalArgumentException(
                                peer + " has port 0, which the other nodes could not find");
                    }
                    String other = owners.put(address, peer);
                    if (other != null) {
                        throw new IllegalArgumentException(
                                other + " and " + peer + " have the same address " + address);
                    }
                });
        return Collections.unmodifiableMap(ordered);
    }
}
