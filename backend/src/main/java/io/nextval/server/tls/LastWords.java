package io.nextval.server.tls;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

import java.util.concurrent.TimeUnit;

/**
 * Lets the alert of a handshake that failed arrive: closing on top of bytes that the other side
 * still sends would reset the connection, and the reason might be lost with it.
 */
final class LastWords extends ChannelDuplexHandler {
    static final long LINGER_MILLIS = 500;

    private final SslHandler tls;
    private boolean ending;

    LastWords(SslHandler tls) {
        this.tls = tls;
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        boolean failed = tls.handshakeFuture().isDone() && !tls.handshakeFuture().isSuccess();
        if (ending || !failed || !(context.channel() instanceof SocketChannel socket)) {
            var unused = context.close(promise);
            return;
        }
        ending = true;
        var unused = socket.shutdownOutput().addListener(done -> closeLater(context, promise));
    }

    private static void closeLater(ChannelHandlerContext context, ChannelPromise promise) {
        var unused =
                context.executor()
                        .schedule(
                                () -> end(context, promise), LINGER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private static void end(ChannelHandlerContext context, ChannelPromise promise) {
        var unused = context.close(promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (ending) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }
}
