package io.nextval.client;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A host that accepts connections and then does something else than a server would. */
final class OddHost implements Closeable {
    /** What is done with a connection; it is closed at the end of the test. */
    interface Behaviour {
        void serve(Socket connection) throws IOException;
    }

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    OddHost(Behaviour behaviour) throws IOException {
        Thread acceptor = new Thread(() -> accept(behaviour), "odd-host");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /** Accepts and never answers. */
    static OddHost blackHole() throws IOException {
        return new OddHost(connection -> {});
    }

    /** Accepts and resets. */
    static OddHost resetting() throws IOException {
        return new OddHost(
                connection -> {
                    connection.setSoLinger(true, 0);
                    connection.close();
                });
    }

    /** Sends a frame that never ends, one byte at a time. */
    static OddHost dripping() throws IOException {
        return new OddHost(
                connection -> {
                    connection.getOutputStream().write(new byte[] {0, 0, 4, 0, (byte) 0x81, 1});
                    while (connection.getInputStream().available() >= 0) {
                        connection.getOutputStream().write(1);
                        java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
                    }
                });
    }

    Endpoint endpoint() {
        return new Endpoint("127.0.0.1", listener.getLocalPort());
    }

    int accepted() {
        return connections.size();
    }

    /** Whether the client has closed all connections. */
    boolean isLeft() {
        for (Socket connection : connections) {
            try {
                connection.setSoTimeout(20);
                while (connection.getInputStream().read() >= 0) {
                    // what it sent before it left
                }
            } catch (java.net.SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                // left with a reset
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            // closed is closed
        }
    }

    private void accept(Behaviour behaviour) {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                connections.add(connection);
                Thread server = new Thread(() -> serve(behaviour, connection), "odd-host");
                server.setDaemon(true);
                server.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void serve(Behaviour behaviour, Socket connection) {
        try {
            behaviour.serve(connection);
        } catch (IOException e) {
            // the client left
        }
    }
}
