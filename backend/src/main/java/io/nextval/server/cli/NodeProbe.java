package io.nextval.server.cli;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.ServerVersion;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Topology;
import io.nextval.wire.Welcome;
import io.nextval.wire.WireException;
import io.nextval.wire.WireLimits;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;

/** Asks one node over the wire who it is and how it sees the cluster; one question at a time. */
final class NodeProbe implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 2_000;

    private final Socket socket;
    private final DataInputStream in;
    private final Welcome welcome;
    private int requests;

    /**
     * Connects and greets.
     *
     * @throws IOException if nobody answers in time, or somebody who is no Nextval node
     */
    NodeProbe(HostPort address) throws IOException {
        socket = new Socket();
        boolean greeted = false;
        try {
            socket.connect(address.toSocketAddress(), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            in = new DataInputStream(socket.getInputStream());
            String name = "nextval-cli/" + ServerVersion.current();
            Hello hello = new Hello(WireLimits.VERSION_MIN, WireLimits.VERSION_MAX, name, Map.of());
            welcome = call(hello, Welcome.class, WireLimits.HANDSHAKE_FRAME_BYTES_MAX);
            greeted = true;
        } finally {
            if (!greeted) {
                socket.close();
            }
        }
    }

    /** Connects to the node and asks it for the topology. */
    static Topology topology(HostPort address) throws IOException {
        try (NodeProbe probe = new NodeProbe(address)) {
            return probe.topology();
        }
    }

    Welcome welcome() {
        return welcome;
    }

    Topology topology() throws IOException {
        return call(new GetTopology(), Topology.class, WireLimits.FRAME_BYTES_MAX);
    }

    private <T extends Frame> T call(Frame request, Class<T> answer, int bytesMax)
            throws IOException {
        socket.getOutputStream().write(FrameCodec.encode(++requests, request));
        try {
            byte[] bytes = new byte[FrameCodec.checkLength(in.readInt(), bytesMax)];
            in.readFully(bytes);
            Frame frame = FrameCodec.decode(ByteBuffer.wrap(bytes)).frame();
            if (frame instanceof Goodbye goodbye) {
                throw new IOException("the node closed the connection: " + goodbye.reason());
            }
            if (!answer.isInstance(frame)) {
                throw new IOException("unexpected answer " + frame.getClass().getSimpleName());
            }
            return answer.cast(frame);
        } catch (WireException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
