package io.nextval.client;

import io.nextval.wire.Envelope;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Retry;
import io.nextval.wire.Welcome;
import io.nextval.wire.WireException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;

/** Opens a link: connects, says Hello, and checks the Welcome. */
final class Handshake {
    /** The one version of the protocol that this client speaks. */
    private static final int VERSION = 2;

    /** The peer answered, but not as a Nextval server that speaks a version of ours. */
    static final class Mismatch extends IOException {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    private Handshake() {}

    /** Tries each address of the host; the deadline holds for all together. */
    static Link open(Endpoint endpoint, ClientSettings settings, long deadlineNanos)
            throws IOException, ClientException {
        InetAddress[] addresses;
        try {
            addresses = InetAddress.getAllByName(endpoint.host());
        } catch (UnknownHostException e) {
            throw new IOException("unknown host " + endpoint.host(), e);
        }
        IOException first = null;
        for (InetAddress address : addresses) {
            try {
                return open(endpoint, address, settings, deadlineNanos);
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        throw first == null ? new IOException("no address for " + endpoint.host()) : first;
    }

    private static Link open(
            Endpoint endpoint, InetAddress address, ClientSettings settings, long deadlineNanos)
            throws IOException, ClientException {
        Socket socket = new Socket();
        boolean opened = false;
        try {
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(settings.tcpKeepAlive());
            socket.connect(
                    new InetSocketAddress(address, endpoint.port()), millisLeft(deadlineNanos));
            socket.getOutputStream().write(FrameCodec.encode(1, hello(settings)));
            FrameInput input = new FrameInput(socket.getInputStream());
            Welcome welcome = welcome(socket, input, deadlineNanos);
            input.handshakeDone();
            int tickMillis = Math.max(5, Math.min(100, settings.answerTimeoutMillis() / 8));
            Link link = new Link(endpoint, welcome, socket, input, tickMillis);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                socket.close();
            }
        }
    }

    private static Hello hello(ClientSettings settings) {
        Map<String, String> properties = new HashMap<>();
        if (!settings.user().isEmpty()) {
            properties.put("user", settings.user());
        }
        if (!settings.applicationName().isEmpty()) {
            properties.put("applicationName", settings.applicationName());
        }
        return new Hello(VERSION, VERSION, "nextval-jdbc/" + DriverVersion.TEXT, properties);
    }

    private static Welcome welcome(Socket socket, FrameInput input, long deadlineNanos)
            throws IOException, ClientException {
        try {
            Envelope answer = input.next();
            while (answer == null) {
                socket.setSoTimeout(millisLeft(deadlineNanos));
                input.fill();
                answer = input.next();
            }
            if (answer.frame() instanceof Welcome welcome) {
                return accepted(welcome);
            }
            if (answer.frame() instanceof Goodbye goodbye) {
                throw refused(goodbye);
            }
            throw new Mismatch("is not a Nextval server: it answered Hello with " + answer.frame());
        } catch (WireException e) {
            throw new Mismatch("is not a Nextval server: " + e.getMessage());
        }
    }

    private static Welcome accepted(Welcome welcome) throws Mismatch {
        if (welcome.version() != VERSION) {
            throw new Mismatch(
                    "speaks protocol version " + welcome.version() + ", this driver " + VERSION);
        }
        return welcome;
    }

    /** Credentials are wrong at every node, so that is final; else another node may do. */
    private static IOException refused(Goodbye goodbye) throws ClientException {
        if (goodbye.sqlState().startsWith("28")) {
            throw new ClientException(goodbye.sqlState(), Retry.NEVER, goodbye.reason());
        }
        return goodbye.sqlState().equals(WireException.PROTOCOL_VIOLATION)
                ? new Mismatch("refused the connection: " + goodbye.reason())
                : new IOException("refused the connection: " + goodbye.reason());
    }

    private static int millisLeft(long deadlineNanos) throws SocketTimeoutException {
        long millis = (deadlineNanos - System.nanoTime()) / 1_000_000;
        if (millis <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
