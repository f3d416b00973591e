package io.nextval.server.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free loopback ports below the range that the system gives to outgoing connections, so that no
 * connection can take the port of a killed node before it is restarted.
 */
public final class FreePorts {
    private static final int FIRST = 10_000;
    private static final int LAST = 31_999;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePorts() {}

    /** One port that nobody listens on and that was not given before in this JVM. */
    public static int next() {
        return next(1).get(0);
    }

    /** Several such ports. */
    public static List<Integer> next(int count) {
        List<Integer> ports = new ArrayList<>();
        for (int tries = 0; ports.size() < count; tries++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST + 1);
            if (canBind(port) && GIVEN.add(port)) {
                ports.add(port);
            } else if (tries > 1000) {
                throw new IllegalStateException("no free port in " + FIRST + "…" + LAST);
            }
        }
        return ports;
    }

    private static boolean canBind(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
