package io.nextval.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftRpcReplyProto;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The bytes between nodes: a node of another version must still understand them. */
@Timeout(30)
final class PeerFramesTest {

    @Test
    void aFrameHasLengthCallNumberAndMessage() {
        AppendEntriesReplyProto message =
                AppendEntriesReplyProto.newBuilder().setTerm(7).setNextIndex(300).build();
        ByteBuf frame =
                PeerFrames.frame(
                        UnpooledByteBufAllocator.DEFAULT,
                        PeerCall.APPEND_ENTRIES.number | PeerCall.REPLY,
                        258,
                        message);
        assertThat(ByteBufUtil.hexDump(frame)).isEqualTo("0000000e810000000000000102100718ac02");
        frame.release();
    }

    @Test
    void anErrorIsATextThatIsCut() {
        ByteBuf frame =
                PeerFrames.error(
                        UnpooledByteBufAllocator.DEFAULT, 1, new IOException("x".repeat(5_000)));
        assertThat(frame.readInt()).isEqualTo(9 + 1_000);
        assertThat(frame.readUnsignedByte()).isEqualTo((short) 0xFF);
        assertThat(frame.readLong()).isEqualTo(1);
        assertThat(frame.toString(StandardCharsets.UTF_8)).startsWith("java.io.IOException: xxx");
        frame.release();
    }

    @Test
    void eachCallHasItsOwnNumberForEver() {
        assertThat(PeerCall.of(1)).isEqualTo(PeerCall.APPEND_ENTRIES);
        assertThat(PeerCall.of(2)).isEqualTo(PeerCall.REQUEST_VOTE);
        assertThat(PeerCall.of(3)).isEqualTo(PeerCall.INSTALL_SNAPSHOT);
        assertThat(PeerCall.of(4)).isEqualTo(PeerCall.START_LEADER_ELECTION);
        assertThat(PeerCall.of(5)).isEqualTo(PeerCall.CLIENT_REQUEST);
        assertThat(PeerCall.of(6)).isEqualTo(PeerCall.GROUP_LIST);
        assertThat(PeerCall.of(0)).isNull();
        assertThat(PeerCall.of(7)).isNull();
        assertThat(PeerCall.of(255)).isNull();
    }

    @Test
    void aMessageOverTheLimitIsRefusedBeforeItIsSent() {
        RaftRpcReplyProto large =
                RaftRpcReplyProto.newBuilder()
                        .setReplyId(ByteString.copyFrom(new byte[PeerFrames.FRAME_BYTES_MAX]))
                        .build();
        InstallSnapshotReplyProto message =
                InstallSnapshotReplyProto.newBuilder().setServerReply(large).build();
        assertThatThrownBy(() -> PeerFrames.frame(UnpooledByteBufAllocator.DEFAULT, 1, 1, message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limit");
    }

    @Test
    void whoDoesNotBeginAsANodeIsDisconnectedWithTheFirstWrongByte() {
        EmbeddedChannel channel = new EmbeddedChannel(new PrefaceCheck());
        channel.writeInbound(Unpooled.copiedBuffer("NXV", StandardCharsets.US_ASCII));
        assertThat(channel.isOpen()).isTrue();
        channel.writeInbound(Unpooled.copiedBuffer("S", StandardCharsets.US_ASCII));
        assertThat(channel.isOpen()).isFalse();
        channel.finishAndReleaseAll();
    }

    @Test
    void framesFollowThePrefaceInAnyPieces() {
        EmbeddedChannel channel = new EmbeddedChannel(new PrefaceCheck());
        byte[] bytes = ByteBufUtil.decodeHexDump("4e58565201" + "00000002abcd" + "0000000101");
        for (byte b : bytes) {
            channel.writeInbound(Unpooled.wrappedBuffer(new byte[] {b}));
        }
        ByteBuf first = channel.readInbound();
        ByteBuf second = channel.readInbound();
        assertThat(ByteBufUtil.hexDump(first)).isEqualTo("abcd");
        assertThat(ByteBufUtil.hexDump(second)).isEqualTo("01");
        first.release();
        second.release();
        channel.finishAndReleaseAll();
    }
}
