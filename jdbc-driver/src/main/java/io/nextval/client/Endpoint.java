package io.nextval.client;

/** Where a node listens for clients; the host is a name or an address, IPv6 without brackets. */
public record Endpoint(String host, int port) {
    /** The port of a node when the URL names none. */
    public static final int DEFAULT_PORT = 7650;

    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
