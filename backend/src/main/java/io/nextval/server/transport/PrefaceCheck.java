package io.nextval.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/** Lets through who begins as a node does, and closes on anybody else. */
final class PrefaceCheck extends ByteToMessageDecoder {
    private static final Logger LOG = LoggerFactory.getLogger(PrefaceCheck.class);
    private static final byte TLS_HANDSHAKE = 22;

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        int length = Math.min(in.readableBytes(), PeerFrames.PREFACE.length);
        for (int i = 0; i < length; i++) {
            if (in.getByte(in.readerIndex() + i) != PeerFrames.PREFACE[i]) {
                if (in.getByte(in.readerIndex()) == TLS_HANDSHAKE && i == 0) {
                    LOG.warn(
                            "{} speaks TLS at the Raft port, but this node does not; all nodes"
                                    + " need tls_cert, tls_key and tls_ca, or none",
                            context.channel().remoteAddress());
                } else {
                    LOG.warn(
                            "{} does not speak the protocol between nodes: is it a client on the"
                                    + " Raft port, or a node of another version?",
                            context.channel().remoteAddress());
                }
                in.skipBytes(in.readableBytes());
                var unused = context.close();
                return;
            }
        }
        if (length == PeerFrames.PREFACE.length) {
            in.skipBytes(length);
            context.pipeline()
                    .replace(
                            this,
                            null,
                            new LengthFieldBasedFrameDecoder(
                                    PeerFrames.FRAME_BYTES_MAX, 0, 4, 0, 4));
        }
    }
}
