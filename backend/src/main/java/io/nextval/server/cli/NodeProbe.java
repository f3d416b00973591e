package io.nextval.server.cli;

import io.nextval.client.ClientException;
import io.nextval.client.ClientSettings;
import io.nextval.client.Endpoint;
import io.nextval.client.NodeInspection;
import io.nextval.server.config.HostPort;
import io.nextval.wire.Topology;
import io.nextval.wire.Welcome;

import java.io.IOException;
import java.util.Map;

/**
 * Asks one node over the wire who it is and how it sees the cluster, by the driver's own way to
 * connect and log in.
 *
 * @param welcome who it is
 * @param topology how it sees the cluster
 */
record NodeProbe(Welcome welcome, Topology topology) {

    /**
     * Connects, logs in and asks.
     *
     * @throws IOException if nobody answers in time, or does not let this user in
     */
    static NodeProbe of(HostPort address, ClientSettings settings) throws IOException {
        try {
            NodeInspection seen =
                    NodeInspection.of(new Endpoint(address.host(), address.port()), settings);
            return new NodeProbe(seen.welcome(), seen.topology());
        } catch (ClientException e) {
            throw new IOException(e.getMessage() + " (" + e.sqlState() + ")", e);
        }
    }

    /** The topology as a node of this machine sees it that wants no login. */
    static Topology topology(HostPort address) throws IOException {
        return of(address, ProbeSettings.of("", null, Map.of())).topology();
    }
}
