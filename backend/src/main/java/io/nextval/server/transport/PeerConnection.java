package io.nextval.server.transport;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.nextval.server.tls.LogGate;
import io.nextval.server.tls.ServerTls;
import io.nextval.server.tls.TlsFailures;

import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.thirdparty.com.google.protobuf.Parser;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

import javax.net.ssl.SSLException;

/**
 * The calls of this node to one other, over one TCP connection that is opened when there is
 * something to say and opened again when it broke. All fields belong to the event loop, except
 * those marked; methods may be called from any thread and never block but {@link #ask}.
 *
 * <p>A call gets exactly one answer: its reply, or the failure of the connection. A call that is
 * never answered keeps its place until {@link #reset}, which is for the caller to decide.
 */
final class PeerConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PeerConnection.class);
    private static final int CONNECT_MILLIS = 1_000;

    /** After a failed attempt the peer is left alone for so long. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final InetSocketAddress address;
    private final ServerTls tls;
    private final EventLoop loop;
    private final LogGate gate = new LogGate();
    private final Map<Long, PeerReply> waiting = new HashMap<>();
    private @Nullable Channel channel;
    private @Nullable List<ByteBuf> unsent;
    private long lastCall;
    private boolean closed;

    /** Whether the peer has answered anything on the open connection. */
    private boolean answered;

    /** Calls of other threads that the event loop has not come to yet. Any thread. */
    private final AtomicInteger queued = new AtomicInteger();

    /** Any thread. */
    private volatile long notBeforeNanos;

    PeerConnection(String name, InetSocketAddress address, ServerTls tls, EventLoop loop) {
        this.name = name;
        this.address = address;
        this.tls = tls;
        this.loop = loop;
        this.notBeforeNanos = System.nanoTime();
    }

    /** The thread of replies. */
    EventLoop loop() {
        return loop;
    }

    /** False shortly after the peer could not be reached. */
    boolean worthTrying() {
        return System.nanoTime() - notBeforeNanos >= 0;
    }

    /** Sends a call; behind those for which this was called before, by whatever thread. */
    void call(PeerCall call, MessageLite message, PeerReply reply) {
        if (loop.inEventLoop() && queued.get() == 0) {
            send(call, message, reply);
        } else {
            queued.incrementAndGet();
            loop.execute(
                    () -> {
                        queued.decrementAndGet();
                        send(call, message, reply);
                    });
        }
    }

    /**
     * Asks and waits.
     *
     * @throws IOException if the peer can not be reached, refuses or does not answer in time
     */
    <T> T ask(PeerCall call, MessageLite message, Parser<T> parser, long timeoutMillis)
            throws IOException {
        CompletableFuture<T> answer = new CompletableFuture<>();
        call(
                call,
                message,
                new PeerReply() {
                    @Override
                    public void received(ByteBuffer reply) throws IOException {
                        answer.complete(parser.parseFrom(reply));
                    }

                    @Override
                    public void failed(IOException cause) {
                        answer.completeExceptionally(cause);
                    }
                });
        try {
            return answer.get(timeoutMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException(call + " to " + name);
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw new IOException(call + " to " + name + ": " + message(e.getCause()), e);
        } catch (TimeoutException e) {
            reset("no answer to " + call + " within " + timeoutMillis + " ms");
            throw new IOException(call + " to " + name + ": no answer", e);
        }
    }

    /** Breaks the connection, so that all waiting calls fail. */
    void reset(String why) {
        loop.execute(
                () -> {
                    Channel open = channel;
                    if (open != null && !waiting.isEmpty()) {
                        LOG.info("connection to {} is given up: {}", name, why);
                        var unused = open.close();
                    }
                });
    }

    @Override
    public void close() {
        loop.execute(
                () -> {
                    closed = true;
                    broken(new IOException("this node stops"));
                });
    }

    private void send(PeerCall call, MessageLite message, PeerReply reply) {
        if (closed || (channel == null && !worthTrying())) {
            reply.failed(new IOException(name + " can not be reached"));
            return;
        }
        long number = ++lastCall;
        if (channel == null) {
            connect();
        }
        Channel open = channel;
        if (open == null) {
            reply.failed(new IOException(name + " can not be reached"));
            return;
        }
        ByteBuf frame = PeerFrames.frame(open.alloc(), call.number, number, message);
        waiting.put(number, reply);
        if (unsent != null) {
            unsent.add(frame);
        } else {
            var unused = open.writeAndFlush(frame, open.voidPromise());
        }
    }

    private void connect() {
        unsent = new ArrayList<>();
        answered = false;
        ChannelFuture attempt =
                new Bootstrap()
                        .group(loop)
                        .channel(NioSocketChannel.class)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                        .handler(
                                new ChannelInitializer<Channel>() {
                                    @Override
                                    protected void initChannel(Channel opened) {
                                        encrypt(opened);
                                        PeerFrames.cutFrames(opened.pipeline());
                                        opened.pipeline().addLast(new Replies());
                                    }
                                })
                        .connect(address);
        channel = attempt.channel();
        var unused = attempt.addListener(done -> connected(attempt));
    }

    private void encrypt(Channel opened) {
        if (tls.mutualBetweenNodes()) {
            opened.pipeline()
                    .addLast(
                            tls.toPeer(opened.alloc(), address.getHostString(), address.getPort()));
        }
    }

    private void connected(ChannelFuture attempt) {
        Channel open = attempt.channel();
        if (open != channel) {
            var unused = open.close();
            return;
        }
        Throwable cause = attempt.cause();
        SslHandler encrypted = open.pipeline().get(SslHandler.class);
        if (cause != null) {
            leaveAlone();
            broken(new IOException(name + " can not be reached: " + message(cause), cause));
        } else if (encrypted == null) {
            begin(open);
        } else {
            var unused =
                    encrypted.handshakeFuture().addListener(done -> shookHands(open, done.cause()));
        }
    }

    private void shookHands(Channel open, @Nullable Throwable failure) {
        if (open != channel) {
            return;
        }
        if (failure == null) {
            begin(open);
            return;
        }
        leaveAlone();
        String why = TlsFailures.describe(failure);
        warn("no TLS with node {} at {}: {}", why);
        broken(new IOException(name + ": no TLS: " + why, failure));
    }

    private void begin(Channel open) {
        List<ByteBuf> frames = unsent;
        unsent = null;
        write(open, Unpooled.wrappedBuffer(PeerFrames.PREFACE));
        if (frames != null) {
            frames.forEach(frame -> write(open, frame));
        }
        open.flush();
    }

    private void leaveAlone() {
        notBeforeNanos = System.nanoTime() + PAUSE_NANOS;
    }

    private void warn(String text, String why) {
        if (gate.opens(why)) {
            LOG.warn(text, name, address.getHostString() + ":" + address.getPort(), why);
        }
    }

    private void broken(IOException cause) {
        Channel was = channel;
        List<ByteBuf> never = unsent;
        channel = null;
        unsent = null;
        if (was != null) {
            var unused = was.close();
        }
        if (never != null) {
            never.forEach(ByteBuf::release);
        }
        List<PeerReply> lost = new ArrayList<>(waiting.values());
        waiting.clear();
        lost.forEach(reply -> reply.failed(cause));
    }

    private static void write(Channel open, ByteBuf bytes) {
        var unused = open.write(bytes, open.voidPromise());
    }

    private static String message(@Nullable Throwable e) {
        return e == null ? "" : String.valueOf(e.getMessage());
    }

    /** The other side's frames. */
    private final class Replies extends SimpleChannelInboundHandler<ByteBuf> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf frame)
                throws IOException {
            int call = frame.readUnsignedByte();
            answered = true;
            PeerReply reply = waiting.remove(frame.readLong());
            if (reply == null) {
                return;
            }
            if (call == PeerCall.ERROR) {
                reply.failed(new IOException(frame.toString(StandardCharsets.UTF_8)));
            } else {
                reply.received(frame.nioBuffer());
            }
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            if (context.channel() == channel) {
                if (!answered && tls.mutualBetweenNodes()) {
                    leaveAlone(); // with TLS 1.3 a refusal comes when all seems well
                }
                broken(new IOException("the connection to " + name + " ended"));
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            LOG.debug("connection to {}", name, cause);
            if (context.channel() == channel && cause.getCause() instanceof SSLException refusal) {
                warn("TLS with node {} at {} ended: {}", TlsFailures.describe(refusal));
            }
            var unused = context.close();
        }
    }
}
