package io.nextval.server.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;

import com.code_intelligence.jazzer.junit.FuzzTest;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.nextval.server.harness.FuzzSeeds;

import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.GroupListRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftClientRequestProto;
import org.apache.ratis.proto.RaftProtos.RaftGroupIdProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;

/**
 * Whatever comes in at the Raft port, in whatever pieces, each whole call is answered once, and
 * anything else ends the connection and nothing but that. The Raft server here has no groups and
 * refuses every call. The first byte of an input is the size of the pieces.
 */
@Timeout(30)
class PeerFramesFuzzTest {
    private static final Logger LOG =
            (Logger) LoggerFactory.getLogger("io.nextval.server.transport");
    private static final RaftPeerId OWN = RaftPeerId.valueOf("n1");

    @BeforeAll
    static void keepQuiet() {
        LOG.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        LOG.setLevel(null);
    }

    static List<byte[]> streams() {
        RaftRpcRequestProto header =
                RaftRpcRequestProto.newBuilder()
                        .setRequestorId(ByteString.copyFromUtf8("n2"))
                        .setReplyId(ByteString.copyFromUtf8("n1"))
                        .setRaftGroupId(
                                RaftGroupIdProto.newBuilder()
                                        .setId(ByteString.copyFromUtf8("sixteen bytes id")))
                        .build();
        MessageLite append =
                AppendEntriesRequestProto.newBuilder()
                        .setServerRequest(header)
                        .setLeaderTerm(3)
                        .setLeaderCommit(9)
                        .build();
        return List.of(
                stream(1, append),
                stream(2, RequestVoteRequestProto.newBuilder().setServerRequest(header).build()),
                stream(
                        3,
                        InstallSnapshotRequestProto.newBuilder().setServerRequest(header).build()),
                stream(
                        4,
                        StartLeaderElectionRequestProto.newBuilder()
                                .setServerRequest(header)
                                .build()),
                stream(5, RaftClientRequestProto.newBuilder().setRpcRequest(header).build()),
                stream(6, GroupListRequestProto.newBuilder().setRpcRequest(header).build()),
                new byte[] {3, 'N', 'X', 'V', 'R', 2},
                new byte[] {3, 22, 3, 1, 0, 5});
    }

    private static byte[] stream(int call, MessageLite message) {
        ByteBufAllocator buffers = UnpooledByteBufAllocator.DEFAULT;
        ByteBuf frame = PeerFrames.frame(buffers, call, 258, message);
        ByteBuf all =
                Unpooled.wrappedBuffer(
                        Unpooled.wrappedBuffer(new byte[] {7}),
                        Unpooled.wrappedBuffer(PeerFrames.PREFACE),
                        frame.copy(),
                        frame);
        byte[] bytes = ByteBufUtil.getBytes(all);
        all.release();
        return bytes;
    }

    @MethodSource("streams")
    @FuzzTest
    void callsAreAnsweredOrTheConnectionEnds(byte[] input) {
        int piece = input.length == 0 ? 1 : Math.max(1, input[0] & 0xFF);
        List<String> whole = answers(input, Math.max(1, input.length));
        assertThat(answers(input, piece)).isEqualTo(whole);
    }

    @Test
    void damagedCallsAreAnsweredOrTheConnectionEnds() throws Exception {
        FuzzSeeds.damaged(streams(), 2_000, this::callsAreAnsweredOrTheConnectionEnds);
    }

    private static List<String> answers(byte[] input, int piece) {
        RaftServer server = server();
        LostLeaders leaders = new LostLeaders(server, Runnable::run, id -> null);
        EmbeddedChannel channel =
                new EmbeddedChannel(
                        new PrefaceCheck(), new PeerRequestHandler(server, Runnable::run, leaders));
        for (int at = 1; at < input.length && channel.isOpen(); at += piece) {
            int length = Math.min(piece, input.length - at);
            channel.writeInbound(Unpooled.wrappedBuffer(input, at, length));
        }
        List<String> found = new ArrayList<>();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            assertThat(out.readInt()).isEqualTo(out.readableBytes());
            assertThat(out.readUnsignedByte()).isEqualTo((short) PeerCall.ERROR);
            found.add("refused " + out.readLong());
            out.release();
        }
        found.add(channel.isOpen() ? "open" : "closed");
        channel.close().syncUninterruptibly();
        channel.runScheduledPendingTasks();
        channel.checkException();
        assertThat(leaders.known()).isZero();
        channel.finishAndReleaseAll();
        return found;
    }

    private static RaftServer server() {
        return (RaftServer)
                Proxy.newProxyInstance(
                        RaftServer.class.getClassLoader(),
                        new Class<?>[] {RaftServer.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("getId")) {
                                return OWN;
                            }
                            throw new IOException("there are no groups");
                        });
    }
}
