package io.nextval.client;

import io.nextval.wire.Envelope;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.WireException;
import io.nextval.wire.WireLimits;

import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLContext;

/**
 * A peer that speaks the real protocol over a real socket and does what a test tells it to: answer
 * by the cluster's rules, stay silent, drop the connection before or after executing, or send bytes
 * of the test's choice.
 */
public final class ScriptedNode implements Closeable {
    /** What to do with one request. */
    public interface Script {
        Step step(Frame request);
    }

    public sealed interface Step {}

    /** Execute and reply. */
    public record Obey() implements Step {}

    /** Neither execute nor reply. */
    public record Ignore() implements Step {}

    /** Close the connection, after executing the request or without. */
    public record Drop(boolean execute) implements Step {}

    /** Reply with this, without executing. */
    public record Say(Frame reply) implements Step {}

    /** Send these bytes as they are. */
    public record Raw(String hex) implements Step {}

    private final ScriptedCluster cluster;
    private final String id;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Frame> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final Object gate = new Object();
    private volatile Script script = request -> new Obey();
    private volatile InetAddress address = InetAddress.getLoopbackAddress();
    private volatile @Nullable ScriptedLogin login;
    private volatile @Nullable SSLContext tls;
    private volatile int version = 3;
    private boolean paused;
    private int port;
    private @Nullable ServerSocket listener;
    private @Nullable Thread acceptor;

    ScriptedNode(ScriptedCluster cluster, String id) {
        this.cluster = cluster;
        this.id = id;
        start();
    }

    public String id() {
        return id;
    }

    public int port() {
        return port;
    }

    public void script(Script next) {
        script = next;
    }

    /** Does {@code step} with the next request of this kind, then obeys again. */
    public void once(Class<? extends Frame> kind, Step step) {
        script =
                request -> {
                    if (kind.isInstance(request)) {
                        script = other -> new Obey();
                        return step;
                    }
                    return new Obey();
                };
    }

    /** From now on clients have to log in. */
    void login(ScriptedLogin asked) {
        login = asked;
    }

    /** Goes on at another address of this machine, under the same port. */
    void moveTo(InetAddress other) {
        close();
        address = other;
        start();
    }

    /** Goes on with TLS. */
    void secure(SSLContext context) {
        close();
        tls = context;
        start();
    }

    InetAddress address() {
        return address;
    }

    public void version(int spoken) {
        version = spoken;
    }

    /** All requests that came after the handshake, in order. */
    public List<Frame> requests() {
        return requests;
    }

    public <T extends Frame> List<T> requests(Class<T> kind) {
        return requests.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    public int acceptedConnections() {
        return accepted.get();
    }

    public int openConnections() {
        return connections.size();
    }

    /** As after SIGSTOP: connections are accepted by the kernel, and nothing is ever answered. */
    public void pause() {
        synchronized (gate) {
            paused = true;
        }
    }

    public void resume() {
        synchronized (gate) {
            paused = false;
            gate.notifyAll();
        }
    }

    public void start() {
        Awaitility.await().pollDelay(Duration.ZERO).ignoreExceptions().until(this::listen);
    }

    /** Fails for a moment if another socket got the port in between. */
    private boolean listen() throws IOException {
        SSLContext secured = tls;
        ServerSocket opened =
                secured == null
                        ? new ServerSocket()
                        : secured.getServerSocketFactory().createServerSocket();
        opened.setReuseAddress(true);
        opened.bind(new InetSocketAddress(address, port), 50);
        port = opened.getLocalPort();
        listener = opened;
        acceptor = daemon(() -> accept(opened));
        return true;
    }

    public void dropConnections() {
        for (Socket connection : connections) {
            closeQuietly(connection);
        }
    }

    /** As after a crash: the port is closed, connections are lost. */
    @Override
    public void close() {
        if (listener != null) {
            closeQuietly(listener);
        }
        if (acceptor != null) {
            awaitEnd(acceptor);
        }
        dropConnections();
        resume();
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket connection = opened.accept();
                connection.setTcpNoDelay(true);
                accepted.incrementAndGet();
                connections.add(connection);
                Thread unused = daemon(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            DataInputStream in = new DataInputStream(connection.getInputStream());
            OutputStream out = connection.getOutputStream();
            ScriptedLogin asked = login;
            ScriptedLogin.Session session = asked == null ? null : asked.begin();
            while (true) {
                byte[] bytes =
                        new byte[FrameCodec.checkLength(in.readInt(), WireLimits.FRAME_BYTES_MAX)];
                in.readFully(bytes);
                Envelope envelope = FrameCodec.decode(ByteBuffer.wrap(bytes));
                awaitGate();
                if (!answer(envelope, session, out)) {
                    return;
                }
            }
        } catch (IOException e) {
            // the client left, or the test closed the connection
        } catch (WireException e) {
            throw new AssertionError("the client sent garbage", e);
        } finally {
            connections.remove(connection);
        }
    }

    private boolean answer(
            Envelope envelope, ScriptedLogin.@Nullable Session session, OutputStream out)
            throws IOException {
        Frame request = envelope.frame();
        if (!(request instanceof Hello)) {
            requests.add(request);
        }
        Step step = script.step(request);
        if (step instanceof Raw raw) {
            out.write(java.util.HexFormat.ofDelimiter(" ").parseHex(raw.hex()));
        } else if (step instanceof Say say) {
            int requestId = say.reply() instanceof Goodbye ? 0 : envelope.requestId();
            out.write(FrameCodec.encode(requestId, say.reply()));
        } else if (step instanceof Drop drop) {
            if (drop.execute()) {
                cluster.execute(this, request);
            }
            return false;
        } else if (step instanceof Obey && session != null && !session.isOver()) {
            for (Frame reply : session.answer(request, cluster.welcome(this, version))) {
                int requestId = reply instanceof Goodbye ? 0 : envelope.requestId();
                out.write(FrameCodec.encode(requestId, reply));
            }
        } else if (step instanceof Obey) {
            Frame reply =
                    request instanceof Hello
                            ? cluster.welcome(this, version)
                            : cluster.execute(this, request);
            out.write(FrameCodec.encode(envelope.requestId(), reply));
        }
        return true;
    }

    private void awaitGate() {
        synchronized (gate) {
            boolean interrupted = false;
            while (paused) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Until then the port may still accept. */
    private static void awaitEnd(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "scripted-" + id);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            // closed is closed
        }
    }
}
