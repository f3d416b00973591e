package io.nextval.server.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;

import org.apache.ratis.client.impl.ClientProtoUtils;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.GroupListRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftClientRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.protocol.RaftServerAsynchronousProtocol;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Hands a peer's calls to Ratis and sends what it answers. Entries go in on the event loop, in the
 * order they came, and are answered once they are on the disk; what writes files or waits goes to
 * the blocking threads.
 */
final class PeerRequestHandler extends SimpleChannelInboundHandler<ByteBuf> {
    private static final Logger LOG = LoggerFactory.getLogger(PeerRequestHandler.class);

    private final RaftServer server;
    private final Executor blocking;
    private final LostLeaders leaders;

    PeerRequestHandler(RaftServer server, Executor blocking, LostLeaders leaders) {
        this.server = server;
        this.blocking = blocking;
        this.leaders = leaders;
    }

    /** What may block. */
    private interface Work {
        MessageLite run() throws IOException;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, ByteBuf frame) throws IOException {
        int kind = frame.readUnsignedByte();
        long number = frame.readLong();
        PeerCall call = PeerCall.of(kind);
        if (call == null) {
            throw new IOException("unknown call " + kind);
        }
        ByteBuffer message = frame.nioBuffer();
        switch (call) {
            case APPEND_ENTRIES -> {
                AppendEntriesRequestProto request = AppendEntriesRequestProto.parseFrom(message);
                leaders.heard(request.getServerRequest(), context.channel());
                answer(context, call, number, append(request));
            }
            case REQUEST_VOTE -> {
                RequestVoteRequestProto request = RequestVoteRequestProto.parseFrom(message);
                run(context, call, number, () -> server.requestVote(request));
            }
            case INSTALL_SNAPSHOT -> {
                InstallSnapshotRequestProto request =
                        InstallSnapshotRequestProto.parseFrom(message);
                run(context, call, number, () -> server.installSnapshot(request));
            }
            case START_LEADER_ELECTION -> {
                StartLeaderElectionRequestProto request =
                        StartLeaderElectionRequestProto.parseFrom(message);
                run(context, call, number, () -> server.startLeaderElection(request));
            }
            case CLIENT_REQUEST -> {
                RaftClientRequestProto request = RaftClientRequestProto.parseFrom(message);
                run(
                        context,
                        call,
                        number,
                        () ->
                                ClientProtoUtils.toRaftClientReplyProto(
                                        server.submitClientRequest(
                                                ClientProtoUtils.toRaftClientRequest(request))));
            }
            case GROUP_LIST -> {
                GroupListRequestProto request = GroupListRequestProto.parseFrom(message);
                run(
                        context,
                        call,
                        number,
                        () ->
                                ClientProtoUtils.toGroupListReplyProto(
                                        server.getGroupList(
                                                ClientProtoUtils.toGroupListRequest(request))));
            }
        }
    }

    /**
     * Straight to the group's member: {@code RaftServer} would hand the request to another thread
     * and wait for that, two switches of threads for each entry. Only a new term goes that way,
     * since it is written to the disk first. Either way this returns after the entries are queued
     * for the log, so that their order is that of the connection.
     */
    private CompletableFuture<? extends MessageLite> append(AppendEntriesRequestProto request) {
        try {
            RaftServer.Division member =
                    server.getDivision(
                            RaftGroupId.valueOf(
                                    request.getServerRequest().getRaftGroupId().getId()));
            return member instanceof RaftServerAsynchronousProtocol direct
                            && member.getInfo().getCurrentTerm() == request.getLeaderTerm()
                    ? direct.appendEntriesAsync(request)
                    : server.appendEntriesAsync(request);
        } catch (IOException | RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void run(ChannelHandlerContext context, PeerCall call, long number, Work work) {
        CompletableFuture<MessageLite> reply = new CompletableFuture<>();
        answer(context, call, number, reply);
        try {
            blocking.execute(
                    () -> {
                        try {
                            reply.complete(work.run());
                        } catch (IOException | RuntimeException e) {
                            reply.completeExceptionally(e);
                        }
                    });
        } catch (RejectedExecutionException e) {
            reply.completeExceptionally(new IOException("too many calls wait", e));
        }
    }

    private static void answer(
            ChannelHandlerContext context,
            PeerCall call,
            long number,
            CompletableFuture<? extends MessageLite> reply) {
        var unused =
                reply.whenComplete(
                        (message, failure) -> write(context, call, number, message, failure));
    }

    private static void write(
            ChannelHandlerContext context,
            PeerCall call,
            long number,
            @Nullable MessageLite message,
            @Nullable Throwable failure) {
        ByteBuf frame =
                message == null
                        ? PeerFrames.error(
                                context.alloc(),
                                number,
                                failure == null ? new IOException("no answer") : failure)
                        : PeerFrames.frame(
                                context.alloc(), call.number | PeerCall.REPLY, number, message);
        var unused = context.writeAndFlush(frame, context.voidPromise());
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        leaders.ended(context.channel());
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("connection from {}", context.channel().remoteAddress(), cause);
        var unused = context.close();
    }
}
