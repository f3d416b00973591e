package io.nextval.server.frontend;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;
import io.nextval.server.session.Authenticator;
import io.nextval.server.tls.ServerTls;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The listening client port of a node. Opened and closed by the node. */
public final class ClientListener implements AutoCloseable {
    private static final int EVENT_LOOPS =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors() / 2));
    private static final WriteBufferWaterMark UNREAD_REPLIES =
            new WriteBufferWaterMark(256 << 10, 1 << 20);

    private final EventLoopGroup acceptor;
    private final EventLoopGroup loops;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel server;
    private final HostPort address;

    /**
     * Binds the port and starts to serve.
     *
     * @throws StartupException with exit code 4 if the address can not be bound
     */
    public ClientListener(
            HostPort listen,
            ServerIdentity identity,
            RequestHandler handler,
            Authenticator authenticator,
            ServerTls tls) {
        FrontEnd frontEnd =
                new FrontEnd(
                        authenticator, new Admission(), new LargeFrames(), tls != ServerTls.OFF);
        acceptor = loops("client-accept", 1);
        loops = loops("client-io", EVENT_LOOPS);
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(acceptor, loops)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .option(ChannelOption.SO_BACKLOG, 1024)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD_REPLIES)
                        .childHandler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        connections.add(channel);
                                        FrameDecoder decoder = new FrameDecoder(frontEnd.large());
                                        channel.pipeline()
                                                .addLast(tls.clientHandler())
                                                .addLast(decoder)
                                                .addLast(
                                                        new ClientConnection(
                                                                identity, handler, frontEnd,
                                                                decoder));
                                    }
                                });
        var bound = bootstrap.bind(listen.toSocketAddress()).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            stopLoops();
            throw new StartupException(
                    StartupException.EXIT_ADDRESS,
                    "the client address "
                            + listen
                            + " can not be bound ("
                            + bound.cause().getMessage()
                            + "); choose another with --listen, or port 0",
                    bound.cause());
        }
        server = bound.channel();
        address = listen.withPort(((InetSocketAddress) server.localAddress()).getPort());
    }

    private static EventLoopGroup loops(String name, int threads) {
        return new MultiThreadIoEventLoopGroup(
                threads, new DefaultThreadFactory(name, true), NioIoHandler.newFactory());
    }

    /** The address that is listened on, with the real port. */
    public HostPort address() {
        return address;
    }

    /** How many clients are connected. */
    public int connections() {
        return connections.size();
    }

    @Override
    public void close() {
        server.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly(2, TimeUnit.SECONDS);
        stopLoops();
    }

    private void stopLoops() {
        var accepting = acceptor.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        var serving = loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        accepting.awaitUninterruptibly(3, TimeUnit.SECONDS);
        serving.awaitUninterruptibly(3, TimeUnit.SECONDS);
    }
}
