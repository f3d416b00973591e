package io.nextval.server.frontend;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.DecoderException;
import io.nextval.server.config.ServerLimits;
import io.nextval.wire.Envelope;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.FrameCodec;
import io.nextval.wire.FrameType;
import io.nextval.wire.Goodbye;
import io.nextval.wire.Hello;
import io.nextval.wire.Ping;
import io.nextval.wire.Pong;
import io.nextval.wire.Retry;
import io.nextval.wire.SaslInitial;
import io.nextval.wire.SaslResponse;
import io.nextval.wire.Welcome;
import io.nextval.wire.WireException;
import io.nextval.wire.WireLimits;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * One client's connection: the handshake, then requests to the {@link RequestHandler}. Whatever is
 * not the protocol ends this connection with a reason, and only this one. On its event loop.
 */
final class ClientConnection extends SimpleChannelInboundHandler<Envelope>
        implements Handshake.Exit {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final long LINGER_MILLIS = 500;
    private static final String PROTOCOL_VIOLATION = "08P01";
    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final Failure TOO_MANY_REQUESTS =
            new Failure(
                    "53000",
                    Retry.SAFE,
                    ServerLimits.REQUESTS_PER_CONNECTION.value()
                            + " requests of this connection wait for their answers",
                    "",
                    "Send it again once some were answered.",
                    0);

    private final ServerIdentity identity;
    private final RequestHandler handler;
    private final FrontEnd frontEnd;
    private final FrameDecoder decoder;
    private final Handshake handshake;
    private Admission.@Nullable Place place;
    private @Nullable Outbox outbox;
    private @Nullable ChannelHandlerContext context;
    private boolean closing;

    ClientConnection(
            ServerIdentity identity,
            RequestHandler handler,
            FrontEnd frontEnd,
            FrameDecoder decoder) {
        this.identity = identity;
        this.handler = handler;
        this.frontEnd = frontEnd;
        this.decoder = decoder;
        this.handshake = new Handshake(frontEnd.authenticator(), this);
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    /** The time for the handshake runs from here, whatever the client sends meanwhile. */
    @Override
    public void channelActive(ChannelHandlerContext active) {
        Admission.Place taken = frontEnd.admission().enter(Origins.host(active.channel()));
        place = taken;
        String refusal = taken.refusal();
        if (taken.verdict() == Admission.Verdict.CLOSED) {
            closing = true;
            close(active);
            return;
        }
        if (refusal != null && !frontEnd.tls()) {
            goodbye(TOO_MANY_CONNECTIONS, refusal);
            return;
        }
        var unused =
                active.executor()
                        .schedule(
                                this::handshakeTimeOver,
                                ServerLimits.HANDSHAKE_MILLIS.value(),
                                TimeUnit.MILLISECONDS);
    }

    private void handshakeTimeOver() {
        if (outbox == null && !closing) {
            goodbye(
                    PROTOCOL_VIOLATION,
                    "no handshake within the time for it, "
                            + ServerLimits.HANDSHAKE_MILLIS.value()
                            + " ms");
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext inactive) {
        closing = true;
        handshake.abandon();
        long penance = handshake.nanosUntilTold(System.nanoTime());
        if (penance > 0) {
            var unused = inactive.executor().schedule(this::leave, penance, TimeUnit.NANOSECONDS);
        } else {
            leave();
        }
        inactive.fireChannelInactive();
    }

    private void leave() {
        if (place != null) {
            place.leave();
        }
    }

    @Override
    protected void channelRead0(ChannelHandlerContext reading, Envelope envelope) {
        int held = decoder.takeHeld();
        Outbox open = outbox;
        if (closing || open == null || !request(open, envelope, held)) {
            frontEnd.large().give(held);
            if (!closing && open == null) {
                shakeHands(reading, envelope);
            }
        }
    }

    private void shakeHands(ChannelHandlerContext reading, Envelope envelope) {
        String refusal = place == null ? null : place.refusal();
        if (refusal != null) {
            goodbye(TOO_MANY_CONNECTIONS, refusal);
        } else {
            handshake.receive(reading, envelope.requestId(), envelope.frame());
        }
    }

    /** True if the request has taken over what is held for its frame. */
    private boolean request(Outbox open, Envelope envelope, int held) {
        Frame frame = envelope.frame();
        int version = open.client().version();
        if (frame instanceof Ping) {
            open.send(envelope.requestId(), new Pong());
            return false;
        } else if (frame instanceof Hello
                || frame instanceof SaslInitial
                || frame instanceof SaslResponse
                || frame.type() >= FrameType.WELCOME) {
            goodbye(PROTOCOL_VIOLATION, "unexpected frame of type " + frame.type());
            return false;
        } else if (!Versions.knows(version, frame)) {
            goodbye(
                    PROTOCOL_VIOLATION,
                    "protocol version " + version + " has no frame of type " + frame.type());
            return false;
        }
        if (open.begin(envelope.requestId(), held)) {
            handler.handle(frame, envelope.requestId(), open);
        } else {
            open.send(envelope.requestId(), TOO_MANY_REQUESTS);
        }
        return true;
    }

    @Override
    public void send(int requestId, Frame frame) {
        byte[] bytes = FrameCodec.encode(requestId, frame);
        var unused = context().writeAndFlush(Unpooled.wrappedBuffer(bytes));
    }

    @Override
    public void welcome(int requestId, ClientInfo client) {
        decoder.handshakeDone();
        if (place != null) {
            place.loggedIn();
        }
        Outbox open = new Outbox(context().channel(), client, frontEnd.large());
        outbox = open;
        open.send(
                requestId,
                new Welcome(
                        client.version(),
                        identity.clusterId(),
                        identity.nodeId(),
                        identity.version(),
                        WireLimits.FRAME_BYTES_MAX));
    }

    /**
     * Says why, then closes. What the client still sends is thrown away for a moment first: closing
     * on top of unread bytes would reset the connection and take the reason with it.
     */
    @Override
    public void goodbye(String sqlState, String reason) {
        ChannelHandlerContext on = context();
        closing = true;
        handshake.abandon();
        decoder.discard();
        LOG.debug("closing {}: {}", on.channel().remoteAddress(), reason);
        byte[] frame = FrameCodec.encode(0, new Goodbye(sqlState, reason));
        var written = on.writeAndFlush(Unpooled.wrappedBuffer(frame));
        if (on.channel() instanceof SocketChannel socket && !frontEnd.tls()) {
            written.addListener(done -> endOutput(socket));
        }
        var unused = on.executor().schedule(() -> close(on), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private ChannelHandlerContext context() {
        return Objects.requireNonNull(context, "not in a pipeline");
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
            goodbye(PROTOCOL_VIOLATION, String.valueOf(reason.getMessage()));
        } else if (reason instanceof LimitException limit) {
            goodbye(limit.sqlState(), String.valueOf(limit.getMessage()));
        } else if (reason instanceof IOException) {
            close(context);
        } else {
            LOG.error("closing {} after an error", context.channel().remoteAddress(), cause);
            close(context);
        }
    }
}
