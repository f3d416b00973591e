package io.nextval.server.transport;

import java.net.InetSocketAddress;

/** Addresses as Ratis keeps them: {@code host:port}, the host of an IPv6 address in brackets. */
final class PeerAddress {
    private PeerAddress() {}

    /** Resolved anew at each connection that is made with it. */
    static InetSocketAddress of(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("not host:port: " + text);
        }
        String host = text.substring(0, colon);
        if (host.startsWith("[") && host.endsWith("]")) {
            host = host.substring(1, host.length() - 1);
        }
        return InetSocketAddress.createUnresolved(
                host, Integer.parseInt(text.substring(colon + 1)));
    }
}
