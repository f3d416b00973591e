package io.nextval.client;

import io.nextval.client.tls.Tls;
import io.nextval.wire.Authenticate;
import io.nextval.wire.Frame;
import io.nextval.wire.Hello;
import io.nextval.wire.Welcome;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.HashMap;
import java.util.Map;

/** Opens a link: connects, starts TLS, says Hello, logs in, and checks the Welcome. */
final class Handshake {
    /** The one version of the protocol that this client speaks. */
    private static final int VERSION = 3;

    /** The peer answered, but not as the Nextval server that was looked for. */
    static final class Mismatch extends IOException {
        private static final long serialVersionUID = 1L;

        Mismatch(String message) {
            super(message);
        }
    }

    private Handshake() {}

    /**
     * Opens a link to this address of the endpoint's host.
     *
     * @throws IOException with a text that can follow the name of the endpoint
     * @throws ClientException 28xxx if the server refuses the credentials, or asks for some and
     *     there are none
     */
    static Link open(
            Endpoint endpoint, InetAddress address, ClientSettings settings, Attempt attempt)
            throws IOException, ClientException {
        Socket socket = attempt.newSocket();
        boolean opened = false;
        try {
            connect(socket, new InetSocketAddress(address, endpoint.port()), settings);
            long deadline = System.nanoTime() + settings.loginTimeoutMillis() * 1_000_000L;
            Socket secured = Tls.secure(socket, endpoint, settings.tls(), deadline);
            Conversation talk = new Conversation(secured, deadline);
            Welcome welcome = introduce(settings, secured, talk);
            int tickMillis = Math.max(5, Math.min(100, settings.answerTimeoutMillis() / 8));
            Link link = new Link(endpoint, welcome, secured, socket, talk.input(), tickMillis);
            opened = true;
            return link;
        } finally {
            if (!opened) {
                socket.close();
            }
        }
    }

    private static void connect(Socket socket, InetSocketAddress to, ClientSettings settings)
            throws IOException {
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(settings.tcpKeepAlive());
        try {
            socket.connect(to, settings.connectTimeoutMillis());
        } catch (SocketTimeoutException e) {
            throw new IOException(
                    "did not accept a connection within " + settings.connectTimeoutMillis() + " ms",
                    e);
        }
    }

    /** Says Hello on a socket that is connected and secured, and logs in if the server asks. */
    static Welcome introduce(ClientSettings settings, Socket secured, Conversation talk)
            throws IOException, ClientException {
        Login login = new Login(settings, secured, talk);
        talk.send(hello(settings));
        Frame answer = talk.receive();
        if (answer instanceof Authenticate offer) {
            login.run(offer);
            answer = talk.receive();
        } else if (answer instanceof Welcome) {
            login.none();
        }
        if (!(answer instanceof Welcome welcome)) {
            throw new Mismatch("is not a Nextval server: it answered Hello with " + answer);
        }
        if (welcome.version() != VERSION) {
            throw new Mismatch(
                    "speaks protocol version " + welcome.version() + ", this driver " + VERSION);
        }
        return welcome;
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
}
