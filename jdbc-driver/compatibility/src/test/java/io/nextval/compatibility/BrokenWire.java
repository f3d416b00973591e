package io.nextval.compatibility;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** A proxy on a loopback port, which resets all its connections when it is told to. */
final class BrokenWire implements AutoCloseable {
    private static final int BUFFER_BYTES = 16 * 1024;

    private final ServerSocket door;
    private final int target;
    private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
    private final AtomicInteger accepted = new AtomicInteger();

    private BrokenWire(ServerSocket door, int target) {
        this.door = door;
        this.target = target;
    }

    /** A proxy to a loopback port. */
    static BrokenWire to(int port) throws IOException {
        BrokenWire wire =
                new BrokenWire(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
        start("broken-wire", wire::accept);
        return wire;
    }

    int port() {
        return door.getLocalPort();
    }

    /** Connections that were made through it. */
    int accepted() {
        return accepted.get();
    }

    /** Resets all connections (RST), and returns how many clients lost theirs. */
    int reset() throws IOException {
        int count = 0;
        for (Socket socket = sockets.poll(); socket != null; socket = sockets.poll()) {
            if (!socket.isClosed()) {
                count += socket.getLocalPort() == port() ? 1 : 0;
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        door.close();
        reset();
    }

    private void accept() {
        try {
            while (!door.isClosed()) {
                Socket client = door.accept();
                Socket server = new Socket();
                server.connect(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), target), 5_000);
                accepted.incrementAndGet();
                sockets.add(client);
                sockets.add(server);
                start("broken-wire-out", () -> copy(client, server));
                start("broken-wire-in", () -> copy(server, client));
            }
        } catch (IOException e) {
            if (!door.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[BUFFER_BYTES];
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                out.write(buffer, 0, length);
            }
        } catch (IOException e) {
            // One side has gone; the other follows.
        }
    }

    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }
}
