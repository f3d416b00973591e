package io.nextval.server.tls;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.nextval.client.tls.TlsException;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.ServerLimits;
import io.nextval.server.config.StartupException;
import io.nextval.server.config.TlsConfig;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.Goodbye;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** TLS of one node, towards clients and towards the other nodes. Any thread. */
public final class ServerTls {
    /** A node without any TLS. */
    public static final ServerTls OFF = new ServerTls(TlsConfig.Mode.OFF, null);

    private static final Logger LOG = LoggerFactory.getLogger(ServerTls.class);

    private static final long PEER_HANDSHAKE_MILLIS = 5_000;
    private static final int THREADS = 2;
    private static final int HANDSHAKES_WAITING_MAX = 2_000;
    private static final String NOT_ALLOWED = "28000";
    private static final String NOT_TLS = "08P01";

    private final TlsConfig.Mode mode;
    private final @Nullable WatchedFiles files;
    private final LogGate gate = new LogGate();
    private final ThreadPoolExecutor handshakes;

    private ServerTls(TlsConfig.Mode mode, @Nullable WatchedFiles files) {
        this.mode = mode;
        this.files = files;
        this.handshakes =
                new ThreadPoolExecutor(
                        THREADS,
                        THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(HANDSHAKES_WAITING_MAX),
                        new DefaultThreadFactory("tls-handshake", true));
        handshakes.allowCoreThreadTimeOut(true);
    }

    /**
     * Reads the files of the configuration.
     *
     * @throws StartupException if they can not be used, with what to do
     */
    public static ServerTls of(NodeConfig config) {
        TlsConfig tls = config.security().tls();
        Path cert = tls.cert();
        Path key = tls.key();
        if (cert == null || key == null) {
            return OFF;
        }
        Set<String> hosts =
                config.peers().values().stream().map(HostPort::host).collect(Collectors.toSet());
        String own = tls.ca() == null || config.single() ? null : config.raft().host();
        try {
            return new ServerTls(
                    tls.mode(),
                    new WatchedFiles(new Contexts.Files(cert, key, tls.ca(), own, hosts)));
        } catch (TlsException e) {
            throw new StartupException(
                    StartupException.EXIT_USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** True if the nodes prove to each other who they are. */
    public boolean mutualBetweenNodes() {
        return files != null && files.current().peerServer() != null;
    }

    /** The first handler of a client's connection. */
    public ChannelHandler clientHandler() {
        WatchedFiles watched = files;
        Function<Channel, SslHandler> tls =
                watched == null || mode == TlsConfig.Mode.OFF
                        ? null
                        : channel -> client(channel, watched.current().clients());
        return new FirstByte(tls, mode != TlsConfig.Mode.REQUIRE, this::refuseClient);
    }

    /**
     * The first handler of another node's connection to this one.
     *
     * @throws IllegalStateException unless {@link #mutualBetweenNodes}
     */
    public ChannelHandler fromPeer() {
        return new FirstByte(
                channel -> fromPeer(channel, peers().peerServer()), false, this::refusePeer);
    }

    /**
     * The first handler of a connection to another node.
     *
     * @param host as in peers; the other's certificate must be for it
     * @throws IllegalStateException unless {@link #mutualBetweenNodes}
     */
    public SslHandler toPeer(ByteBufAllocator buffers, String host, int port) {
        SslContext context = present(peers().peerClient());
        SslHandler handler = context.newHandler(buffers, host, port, handshakes);
        handler.setHandshakeTimeoutMillis(PEER_HANDSHAKE_MILLIS);
        return handler;
    }

    private Contexts peers() {
        WatchedFiles watched = files;
        if (watched == null) {
            throw new IllegalStateException("there is no TLS between the nodes");
        }
        return watched.current();
    }

    private static SslContext present(@Nullable SslContext context) {
        if (context == null) {
            throw new IllegalStateException("there is no TLS between the nodes");
        }
        return context;
    }

    private SslHandler client(Channel channel, SslContext context) {
        SslHandler handler = context.newHandler(channel.alloc(), handshakes);
        handler.setHandshakeTimeoutMillis(ServerLimits.HANDSHAKE_MILLIS.value());
        var unused =
                handler.handshakeFuture()
                        .addListener(
                                done -> {
                                    if (!done.isSuccess()) {
                                        clientFailed(channel, done.cause());
                                    }
                                });
        return handler;
    }

    private void clientFailed(Channel channel, Throwable cause) {
        String why = TlsFailures.describe(cause);
        if (!(cause instanceof ClosedChannelException) && gate.opens("client " + why)) {
            LOG.info("no TLS with the client {}: {}", channel.remoteAddress(), why);
        }
    }

    private SslHandler fromPeer(Channel channel, @Nullable SslContext context) {
        SslHandler handler = present(context).newHandler(channel.alloc(), handshakes);
        handler.setHandshakeTimeoutMillis(PEER_HANDSHAKE_MILLIS);
        var unused =
                handler.handshakeFuture()
                        .addListener(
                                done -> {
                                    if (!done.isSuccess()) {
                                        peerFailed(channel, done.cause());
                                    }
                                });
        return handler;
    }

    private void peerFailed(Channel channel, Throwable cause) {
        String why = TlsFailures.describe(cause);
        if (!(cause instanceof ClosedChannelException)
                && gate.opens("peer " + host(channel.remoteAddress()) + why)) {
            LOG.warn(
                    "{} was refused at the Raft port, it is no node of this cluster: {}",
                    channel.remoteAddress(),
                    why);
        }
    }

    private void refusePeer(ChannelHandlerContext context, boolean isTls) {
        SocketAddress from = context.channel().remoteAddress();
        if (gate.opens("plain peer " + host(from))) {
            LOG.warn(
                    "{} was refused at the Raft port: it does not speak TLS. If it is a node, it"
                            + " needs tls_cert, tls_key and tls_ca as this one",
                    from);
        }
        var unused = context.close();
    }

    /** In a frame, which a client without TLS understands, and one with TLS notices at once. */
    private void refuseClient(ChannelHandlerContext context, boolean isTls) {
        Goodbye goodbye =
                isTls
                        ? new Goodbye(NOT_TLS, "this server does not speak TLS")
                        : new Goodbye(
                                NOT_ALLOWED,
                                "this server demands TLS; set tls=verify-full in the URL, and"
                                        + " tlsRootCert to the PEM file of the authority that signed"
                                        + " its certificate");
        byte[] frame = FrameCodec.encode(0, goodbye);
        var written = context.writeAndFlush(Unpooled.wrappedBuffer(frame));
        written.addListener(done -> end(context));
    }

    private static void end(ChannelHandlerContext context) {
        if (context.channel() instanceof SocketChannel socket) {
            var unused = socket.shutdownOutput();
        }
        var unused =
                context.executor()
                        .schedule(
                                () -> close(context),
                                LastWords.LINGER_MILLIS,
                                TimeUnit.MILLISECONDS);
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }

    private static String host(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getHostString() : "";
    }
}
