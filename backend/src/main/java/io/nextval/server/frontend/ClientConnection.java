package io.nextval.server.frontend;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.nextval.wire.Envelope;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.FrameType;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Ping;
import io.nextval.wire.Pong;
import io.nextval.wire.Welcome;
import io.nextval.wire.WireException;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection: the handshake, then requests to the {@link RequestHandler}. Whatever is
 * not the protocol ends this connection with a reason, and only this one. On its event loop.
 */
final class ClientConnection extends SimpleChannelInboundHandler<Envelope> {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final long HANDSHAKE_SECONDS_MAX = 10;
    private static final long LINGER_MILLIS = 500;
    private static final String PROTOCOL_VIOLATION = "08P01";

    private final ServerIdentity identity;
    private final RequestHandler handler;
    private final FrameDecoder decoder;
    private @Nullable Outbox outbox;
    private boolean closing;

    ClientConnection(ServerIdentity identity, RequestHandler handler, FrameDecoder decoder) {
        this.identity = identity;
        this.handler = handler;
        this.decoder = decoder;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        var unused =
                context.executor()
                        .schedule(
                                () -> {
                                    if (outbox == null && !closing) {
                                        goodbye(context, "no handshake within the time for it");
                                    }
                                },
                                HANDSHAKE_SECONDS_MAX,
                                TimeUnit.SECONDS);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, Envelope envelope) {
        if (closing) {
            return;
        }
        Frame frame = envelope.frame();
        Outbox open = outbox;
        if (open == null) {
            if (frame instanceof Hello hello) {
                welcome(context, envelope.requestId(), hello);
            } else {
                goodbye(context, "the first frame must be Hello");
            }
        } else if (frame instanceof Ping) {
            open.reply(envelope.requestId(), new Pong());
        } else if (frame instanceof Hello || frame.type() >= FrameType.WELCOME) {
            goodbye(context, "unexpected frame of type " + frame.type());
        } else if (open.client().version() == Version1.VERSION && !Version1.knows(frame)) {
            goodbye(context, "protocol version 1 has no frame of type " + frame.type());
        } else {
            handler.handle(frame, envelope.requestId(), open);
        }
    }

    private void welcome(ChannelHandlerContext context, int requestId, Hello hello) {
        if (hello.versionMin() > WireLimits.VERSION_MAX
                || hello.versionMax() < WireLimits.VERSION_MIN) {
            goodbye(
                    context,
                    "the client speaks protocol versions "
                            + hello.versionMin()
                            + " to "
                            + hello.versionMax()
                            + ", this server "
                            + WireLimits.VERSION_MIN
                            + " to "
                            + WireLimits.VERSION_MAX
                            + "; use a driver of a matching version");
            return;
        }
        decoder.handshakeDone();
        int version = Math.min(hello.versionMax(), WireLimits.VERSION_MAX);
        Outbox open = new Outbox(context.channel(), ClientInfo.of(hello, version));
        outbox = open;
        open.reply(
                requestId,
                new Welcome(
                        version,
                        identity.clusterId(),
                        identity.nodeId(),
                        identity.version(),
                        WireLimits.FRAME_BYTES_MAX));
    }

    /**
     * Says why, then closes. What the client still sends is thrown away for a moment first: closing
     * on top of unread bytes would reset the connection and take the reason with it.
     */
    private void goodbye(ChannelHandlerContext context, String reason) {
        closing = true;
        decoder.discard();
        LOG.debug("closing {}: {}", context.channel().remoteAddress(), reason);
        byte[] frame = FrameCodec.encode(0, new Goodbye(PROTOCOL_VIOLATION, reason));
        var written = context.writeAndFlush(Unpooled.wrappedBuffer(frame));
        if (context.channel() instanceof SocketChannel socket) {
            written.addListener(done -> endOutput(socket));
        }
        var unused =
                context.executor()
                        .schedule(() -> close(context), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void endOutput(SocketChannel socket) {
        var unused = socket.shutdownOutput();
    }

    private static void close(ChannelHandlerContext context) {
        var unused = context.close();
    }

    /** A client that does not read its replies is not read from either. */
    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(context.channel().isWritable());
        context.fireChannelWritabilityChanged();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (closing) {
            close(context);
            return;
        }
        Throwable reason = cause instanceof DecoderException ? cause.getCause() : cause;
        if (reason instanceof WireException) {
            goodbye(context, String.valueOf(reason.getMessage()));
        } else if (reason instanceof IOException) {
            close(context);
        } else {
            LOG.error("closing {} after an error", context.channel().remoteAddress(), cause);
            close(context);
        }
    }
}
