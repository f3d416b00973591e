package io.nextval.server.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/**
 * Finds ports of the loopback address that nobody listens on. They are below the range from which
 * systems take the ports of outgoing connections: else a node that is restarted could find its port
 * taken by a connection, even by another node's attempt to reach it.
 */
final class FreePorts {
    private static final int FIRST = 10_240;
    private static final int LAST = 32_767;
    private static final int TRIES_MAX = 1_000;

    private FreePorts() {}

    /** So many different ports that are free now; somebody else may take one before it is used. */
    static Set<Integer> find(int count) {
        Random random = new Random();
        Set<Integer> ports = new LinkedHashSet<>();
        for (int i = 0; i < TRIES_MAX && ports.size() < count; i++) {
            int port = FIRST + random.nextInt(LAST - FIRST + 1);
            if (isFree(port)) {
                ports.add(port);
            }
        }
        if (ports.size() < count) {
            throw new IllegalStateException(
                    "no "
                            + count
                            + " free ports in "
                            + FIRST
                            + "…"
                            + LAST
                            + " after "
                            + TRIES_MAX
                            + " tries");
        }
        return ports;
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static InetAddress loopback() {
        try {
            return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
