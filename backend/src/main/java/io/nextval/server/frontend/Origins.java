package io.nextval.server.frontend;

import io.netty.channel.Channel;
import io.nextval.server.session.Origin;
import io.nextval.server.tls.TlsPeer;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Finds out where the client of a channel comes from. Stateless. */
final class Origins {
    private Origins() {}

    /** The client's address without the port. */
    static String host(Channel channel) {
        if (channel.remoteAddress() instanceof InetSocketAddress remote) {
            InetAddress address = remote.getAddress();
            return address == null ? remote.getHostString() : address.getHostAddress();
        }
        return String.valueOf(channel.remoteAddress());
    }

    /** The client's address with the port. */
    static String address(Channel channel) {
        String host = host(channel);
        if (channel.remoteAddress() instanceof InetSocketAddress remote) {
            String bracketed = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
            return bracketed + ":" + remote.getPort();
        }
        return host;
    }

    /** All of it, once a TLS handshake is over. */
    static Origin of(Channel channel) {
        return new Origin(
                host(channel),
                address(channel),
                TlsPeer.encrypted(channel),
                TlsPeer.channelBinding(channel),
                TlsPeer.commonName(channel));
    }
}
