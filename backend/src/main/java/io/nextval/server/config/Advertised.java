package io.nextval.server.config;

/**
 * Where clients are told to connect, if that is not where the node listens.
 *
 * @param host a host name or an address, without brackets
 * @param port 1 to 65535; 0 for the port that the node listens on
 */
public record Advertised(String host, int port) {
    /**
     * Reads {@code HOST}, which may be an IPv6 address as it is, or {@code HOST:PORT}.
     *
     * @throws IllegalArgumentException with what is wrong, in words for the operator
     */
    static Advertised parse(String text) {
        int colon = text.indexOf(':');
        boolean hostAlone =
                colon < 0 || (!text.startsWith("[") && text.indexOf(':', colon + 1) > 0);
        if (hostAlone) {
            return new Advertised(HostPort.checkedHost(text), 0);
        }
        HostPort address = HostPort.parse(text);
        if (address.port() == 0) {
            throw new IllegalArgumentException("nobody can connect to port 0");
        }
        return new Advertised(address.host(), address.port());
    }

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
        return port == 0 ? host : new HostPort(host, port).toString();
    }
}
