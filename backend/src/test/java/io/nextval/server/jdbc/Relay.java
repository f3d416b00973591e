package io.nextval.server.jdbc;

import io.nextval.wire.Envelope;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.NodeInfo;
import io.nextval.wire.Topology;
import io.nextval.wire.WireException;
import io.nextval.wire.WireLimits;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Stands before a node and passes frames on, or does as a test says. Clients are told that the node
 * is here, so that they do not go around.
 */
final class Relay implements Closeable {
    /** What becomes of what passes. */
    enum Mode {
        PASS,
        /** Answers to draws, sets and commands are lost; the node is alive and executes. */
        LOSE_ANSWERS,
        /** Connections are cut as soon as they are opened. */
        CUT,
        /** Logins are refused with 28P01. */
        REFUSE_LOGIN
    }

    private static final int FIRST_SERVER_TYPE = 0x80;
    private static final int TOPOLOGY = 0x86;

    /** Granted, Result, Reserved. */
    private static final Set<Integer> ANSWERS = Set.of(0x84, 0x85, 0x8E);

    private final ServerSocket listener;
    private final int nodePort;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private volatile Mode mode = Mode.PASS;

    Relay(int nodePort) throws IOException {
        this.nodePort = nodePort;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    void mode(Mode next) {
        mode = next;
        if (next == Mode.CUT || next == Mode.REFUSE_LOGIN) {
            sockets.forEach(Relay::closeQuietly);
            sockets.clear();
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        sockets.forEach(Relay::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                sockets.add(client);
                if (mode == Mode.CUT) {
                    client.close();
                } else if (mode == Mode.REFUSE_LOGIN) {
                    daemon(() -> refuse(client));
                } else {
                    Socket node = new Socket(InetAddress.getLoopbackAddress(), nodePort);
                    sockets.add(node);
                    daemon(() -> pump(client, node));
                    daemon(() -> pump(node, client));
                }
            } catch (IOException e) {
                // the test closed the relay, or a client left
            }
        }
    }

    private static void refuse(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            byte[] hello = read(in);
            if (hello.length > 0) {
                String reason = "wrong user or password";
                client.getOutputStream().write(FrameCodec.encode(0, new Goodbye("28P01", reason)));
            }
        } catch (IOException e) {
            // the client left first
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            DataInputStream in = new DataInputStream(from.getInputStream());
            DataOutputStream out = new DataOutputStream(to.getOutputStream());
            while (true) {
                byte[] frame = read(in);
                int type = frame[0] & 0xFF;
                if (type >= FIRST_SERVER_TYPE
                        && mode == Mode.LOSE_ANSWERS
                        && ANSWERS.contains(type)) {
                    continue;
                }
                if (type == TOPOLOGY) {
                    out.write(moved(frame));
                } else {
                    out.writeInt(frame.length);
                    out.write(frame);
                }
                out.flush();
            }
        } catch (IOException e) {
            // one of them left
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] frame = new byte[Math.min(in.readInt(), WireLimits.FRAME_BYTES_MAX)];
        in.readFully(frame);
        return frame;
    }

    private byte[] moved(byte[] frame) throws IOException {
        try {
            Envelope envelope = FrameCodec.decode(ByteBuffer.wrap(frame));
            Topology topology = (Topology) envelope.frame();
            List<NodeInfo> nodes =
                    topology.nodes().stream()
                            .map(node -> new NodeInfo(node.id(), "127.0.0.1", port()))
                            .toList();
            return FrameCodec.encode(
                    envelope.requestId(),
                    new Topology(topology.version(), nodes, topology.groups(), topology.slots()));
        } catch (WireException e) {
            throw new IOException(e);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
