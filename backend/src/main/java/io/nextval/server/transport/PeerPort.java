package io.nextval.server.transport;

import io.nextval.server.config.HostPort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;

/**
 * The port that a node's peers connect to. It is bound before the node knows who it is and stays
 * bound until it ends, so that a port which was found free can not be taken by somebody else in
 * between. Peers that connect early wait until the node serves them.
 */
public final class PeerPort implements AutoCloseable {
    private static final int BACKLOG = 128;

    private final ServerSocketChannel socket;
    private final HostPort address;

    private PeerPort(ServerSocketChannel socket, HostPort address) {
        this.socket = socket;
        this.address = address;
    }

    /**
     * Takes a port.
     *
     * @param address with port 0 for any free one
     * @throws IOException if somebody has it, or the host is not of this machine
     */
    public static PeerPort bind(HostPort address) throws IOException {
        InetSocketAddress resolved = address.toSocketAddress();
        if (resolved.isUnresolved()) {
            throw new UnknownHostException("the host " + address.host() + " is unknown");
        }
        ServerSocketChannel socket = ServerSocketChannel.open();
        try {
            socket.bind(resolved, BACKLOG);
            return new PeerPort(socket, address.withPort(socket.socket().getLocalPort()));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Where it is, with the real port. */
    public HostPort address() {
        return address;
    }

    ServerSocketChannel socket() {
        return socket;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(address + " can not be closed", e);
        }
    }
}
