package io.nextval.server.harness;

import io.nextval.wire.Authenticate;
import io.nextval.wire.Envelope;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Hello;
import io.nextval.wire.SaslContinue;
import io.nextval.wire.SaslFinal;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;
import io.nextval.wire.Welcome;
import io.nextval.wire.WireLimits;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;

/**
 * The wire protocol over a plain blocking socket, without the driver's retries: what a test sends
 * is what the server gets. One thread at a time.
 */
public final class WireClient implements Closeable {
    private final Socket socket;
    private final OutputStream out;
    private final DataInputStream in;
    private int lastRequestId;

    private WireClient(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.in = new DataInputStream(socket.getInputStream());
    }

    /** Connects and says Hello; throws {@link IOException} unless Welcome comes in time. */
    public static WireClient connect(NodeAddress node, Duration limit) throws IOException {
        WireClient client = raw(node, limit);
        try {
            Hello hello =
                    new Hello(
                            WireLimits.VERSION_MIN, WireLimits.VERSION_MAX, "fault-test", Map.of());
            Frame answer = client.request(hello);
            if (!(answer instanceof Welcome)) {
                throw new IOException("expected Welcome, got " + answer);
            }
            return client;
        } catch (IOException | RuntimeException e) {
            client.close();
            throw e;
        }
    }

    /** Says Hello as this user, and logs in; gives the Welcome or the Goodbye. */
    public Frame login(String user, String password) throws IOException {
        Map<String, String> properties = Map.of("user", user);
        int id =
                send(
                        new Hello(
                                WireLimits.VERSION_MIN,
                                WireLimits.VERSION_MAX,
                                "fault-test",
                                properties));
        ScramTalk talk = ScramTalk.plain();
        Frame answer = awaitReply(id);
        if (!(answer instanceof Authenticate)) {
            return answer;
        }
        sendAs(id, new SaslInitial(Authenticate.SCRAM_SHA_256, talk.first()));
        answer = awaitReply(id);
        if (answer instanceof SaslContinue challenge) {
            sendAs(id, new SaslResponse(talk.proof(challenge.data(), password)));
            answer = awaitReply(id);
            if (answer instanceof SaslFinal last) {
                if (!last.data().equals(talk.expectedFinal(challenge.data(), password))) {
                    throw new IOException("the server does not know the password");
                }
                answer = awaitReply(id);
            }
        }
        return answer;
    }

    /** Sends a further frame of an exchange. */
    public void sendAs(int requestId, Frame frame) throws IOException {
        sendBytes(FrameCodec.encode(requestId, frame));
    }

    /** Connects without saying anything. */
    public static WireClient raw(NodeAddress node, Duration limit) throws IOException {
        return raw(node, limit, InetAddress.getLoopbackAddress());
    }

    /** Connects from one of this machine's addresses without saying anything. */
    public static WireClient raw(NodeAddress node, Duration limit, InetAddress from)
            throws IOException {
        Socket socket = new Socket();
        try {
            socket.bind(new InetSocketAddress(from, 0));
            int limitMillis = Math.toIntExact(limit.toMillis());
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(limitMillis);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), node.clientPort()),
                    limitMillis);
            return new WireClient(socket);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a request and waits for its reply; replies to earlier requests are dropped. */
    public Frame request(Frame frame) throws IOException {
        return awaitReply(send(frame));
    }

    /** Sends a request and returns its id. */
    public int send(Frame frame) throws IOException {
        int requestId = ++lastRequestId;
        sendBytes(FrameCodec.encode(requestId, frame));
        return requestId;
    }

    /** Sends anything. */
    public void sendBytes(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** Waits for the reply to one request; others are dropped. */
    public Frame awaitReply(int requestId) throws IOException {
        while (true) {
            Envelope envelope = receive();
            if (envelope.requestId() == requestId || envelope.requestId() == 0) {
                return envelope.frame();
            }
        }
    }

    /** Waits for the next frame; {@link java.io.EOFException} if the server closes instead. */
    public Envelope receive() throws IOException {
        byte[] bytes = new byte[FrameCodec.checkLength(in.readInt(), WireLimits.FRAME_BYTES_MAX)];
        in.readFully(bytes);
        return FrameCodec.decode(ByteBuffer.wrap(bytes));
    }

    /**
     * Whether the server closes the connection next, within the limit; false if it sends something
     * instead.
     */
    public boolean isClosedByServer() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }

    /** Whether something has come that was not read. */
    public boolean hasInput() throws IOException {
        return in.available() > 0;
    }

    /** Whether the server closes the connection, or says something, within this time. */
    public boolean isClosedByServer(Duration limit) throws IOException {
        int before = socket.getSoTimeout();
        socket.setSoTimeout(Math.toIntExact(limit.toMillis()));
        try {
            return isClosedByServer();
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            socket.setSoTimeout(before);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
