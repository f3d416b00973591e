package io.nextval.server.config;

import java.net.InetSocketAddress;

/**
 * A host and a TCP port, written {@code HOST:PORT}; an IPv6 address stands in brackets: {@code
 * [::1]:7650}. The host is kept as it was given, without the brackets, and is not resolved.
 *
 * @param host a host name or address, never empty
 * @param port 0 (any free port) to 65535
 */
public record HostPort(String host, int port) {
    public static final int PORT_MAX = 65_535;

    public HostPort {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host is missing");
        }
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port " + port + " is not in 0…" + PORT_MAX);
        }
    }

    /**
     * Reads {@code HOST:PORT}.
     *
     * @throws IllegalArgumentException with what is wrong, in words for the operator
     */
    public static HostPort parse(String text) {
        String trimmed = text.trim();
        int colon = trimmed.lastIndexOf(':');
        if (trimmed.startsWith("[")) {
            int end = trimmed.indexOf(']');
            if (end < 0) {
                throw new IllegalArgumentException("the closing ] is missing");
            }
            String host = trimmed.substring(1, end);
            if (host.indexOf(':') < 0) {
                throw new IllegalArgumentException("only an IPv6 address stands in [ ]");
            }
            if (colon != end + 1) {
                throw new IllegalArgumentException("the port is missing");
            }
            return new HostPort(checkedHost(host), parsePort(trimmed.substring(colon + 1)));
        }
        if (colon < 0) {
            throw new IllegalArgumentException("the port is missing");
        }
        String host = trimmed.substring(0, colon);
        if (host.indexOf(':') >= 0) {
            throw new IllegalArgumentException("an IPv6 address must stand in [ ]");
        }
        return new HostPort(checkedHost(host), parsePort(trimmed.substring(colon + 1)));
    }

    /** Returns {@code host} if it has only letters that may stand in a name or an address. */
    static String checkedHost(String host) {
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host is missing");
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            boolean letterOrDigit =
                    (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letterOrDigit && ".-_:%".indexOf(c) < 0) {
                throw new IllegalArgumentException("'" + c + "' is not allowed in a host name");
            }
        }
        return host;
    }

    private static int parsePort(String digits) {
        if (digits.isEmpty()) {
            throw new IllegalArgumentException("the port is missing");
        }
        int port = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9' || port > PORT_MAX) {
                throw new IllegalArgumentException(
                        "port '" + digits + "' is not a number in 0…" + PORT_MAX);
            }
            port = port * 10 + (c - '0');
        }
        return new HostPort("port", port).port();
    }

    /** The same host with another port: what a bound port 0 became. */
    public HostPort withPort(int newPort) {
        return new HostPort(host, newPort);
    }

    /** Resolves the host now; the result may be unresolved. */
    public InetSocketAddress toSocketAddress() {
        return new InetSocketAddress(host, port);
    }

    /** {@code HOST:PORT}, with brackets around an IPv6 address; {@link #parse} reads it back. */
    @Override
    public String toString() {
        return host.indexOf(':') >= 0 ? "[" + host + "]:" + port : host + ":" + port;
    }
}
