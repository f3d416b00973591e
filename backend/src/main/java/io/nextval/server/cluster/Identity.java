package io.nextval.server.cluster;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;

import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Who the owner of a data folder is; kept in its {@code node.properties} for as long as it lives.
 *
 * @param id the node's name
 * @param incarnation random identity of this folder: a node that comes with another one has lost
 *     its log
 * @param clusterId identity of the cluster, part of each group's identity
 * @param groups how many groups the cluster was formed with, the catalog included
 * @param peers Raft addresses of all members, this node included
 * @param formed false while the groups are being created for the first time
 */
record Identity(
        String id,
        UUID incarnation,
        UUID clusterId,
        int groups,
        Map<String, HostPort> peers,
        boolean formed) {
    private static final String FORMAT = "1";

    Identity {
        peers = new TreeMap<>(peers);
    }

    Identity withFormed() {
        return new Identity(id, incarnation, clusterId, groups, peers, true);
    }

    static String peersText(Map<String, HostPort> peers) {
        StringJoiner text = new StringJoiner(",");
        new TreeMap<>(peers).forEach((peer, address) -> text.add(peer + "=" + address));
        return text.toString();
    }

    Properties toProperties() {
        Properties p = new Properties();
        p.setProperty("format", FORMAT);
        p.setProperty("id", id);
        p.setProperty("incarnation", incarnation.toString());
        p.setProperty("cluster", clusterId.toString());
        p.setProperty("groups", Integer.toString(groups));
        p.setProperty("peers", peersText(peers));
        p.setProperty("formed", Boolean.toString(formed));
        return p;
    }

    static Identity of(Properties p, String file) {
        String format = p.getProperty("format", "");
        if (!format.equals(FORMAT)) {
            throw new StartupException(
                    StartupException.EXIT_DATA,
                    file
                            + " has format '"
                            + format
                            + "', this version reads format "
                            + FORMAT
                            + "; is the folder Nextval's, and not written by a newer version?");
        }
        try {
            Map<String, HostPort> peers = new TreeMap<>();
            for (String peer : p.getProperty("peers").split(",", -1)) {
                int at = peer.indexOf('=');
                peers.put(peer.substring(0, at), HostPort.parse(peer.substring(at + 1)));
            }
            return new Identity(
                    p.getProperty("id"),
                    UUID.fromString(p.getProperty("incarnation")),
                    UUID.fromString(p.getProperty("cluster")),
                    Integer.parseInt(p.getProperty("groups")),
                    peers,
                    Boolean.parseBoolean(p.getProperty("formed")));
        } catch (RuntimeException e) {
            throw new StartupException(
                    StartupException.EXIT_DATA,
                    file + " can not be read (" + e.getMessage() + "); restore it from a backup",
                    e);
        }
    }
}
