package io.nextval.server.config;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Refuses a node that other machines could use without showing who they are, unless its operator
 * says that this is meant.
 */
final class Exposure {
    private Exposure() {}

    /**
     * Looks where the node listens.
     *
     * @throws StartupException with exit code 2, and what to do
     */
    static void check(NodeConfig config) {
        SecurityConfig security = config.security();
        if (security.insecure()) {
            return;
        }
        if (security.auth() == Auth.TRUST && !loopback(config.listen())) {
            throw refused(
                    "this node would let everybody who reaches "
                            + config.listen()
                            + " do everything: it listens beyond this machine with auth=trust. Set"
                            + " --auth scram or --auth cert, or --listen 127.0.0.1:"
                            + config.listen().port()
                            + "; or --insecure true if that is meant");
        }
        if (!config.single() && !security.tls().mutualBetweenNodes() && !loopback(config.raft())) {
            throw refused(
                    "everybody who reaches "
                            + config.raft()
                            + " could act as a node of this cluster: it listens beyond this machine"
                            + " without mutual TLS. Set --tls_cert, --tls_key and --tls_ca; or"
                            + " --insecure true if that is meant");
        }
    }

    /** A name that can not be resolved is not taken for this machine. */
    private static boolean loopback(HostPort address) {
        try {
            for (InetAddress resolved : InetAddress.getAllByName(address.host())) {
                if (!resolved.isLoopbackAddress()) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private static StartupException refused(String message) {
        return new StartupException(StartupException.EXIT_USAGE, message);
    }
}
