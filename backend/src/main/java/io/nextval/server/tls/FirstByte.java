package io.nextval.server.tls;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.function.Function;

/**
 * Sees by the first byte of a connection whether it is TLS, and then makes room for it, or for the
 * handlers behind.
 */
final class FirstByte extends ByteToMessageDecoder {
    /** A TLS handshake; our own frames begin with 0, the nodes' with N. */
    private static final byte TLS_HANDSHAKE = 22;

    private final @Nullable Function<Channel, SslHandler> tls;
    private final boolean plainAllowed;
    private final Refusal refusal;
    private boolean refused;

    /** What is done with a connection that is not as it must be. */
    interface Refusal {
        /** Ends the connection. */
        void refuse(ChannelHandlerContext context, boolean isTls);
    }

    /**
     * @param tls makes the handler for TLS; null if there is none
     */
    FirstByte(@Nullable Function<Channel, SslHandler> tls, boolean plainAllowed, Refusal refusal) {
        this.tls = tls;
        this.plainAllowed = plainAllowed;
        this.refusal = refusal;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (refused) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!in.isReadable()) {
            return;
        }
        boolean isTls = in.getByte(in.readerIndex()) == TLS_HANDSHAKE;
        if (isTls && tls != null) {
            SslHandler handler = tls.apply(context.channel());
            context.pipeline().addBefore(context.name(), null, new LastWords(handler));
            context.pipeline().replace(this, null, handler);
        } else if (!isTls && plainAllowed) {
            context.pipeline().remove(this);
        } else {
            refused = true;
            in.skipBytes(in.readableBytes());
            refusal.refuse(context, isTls);
        }
    }
}
