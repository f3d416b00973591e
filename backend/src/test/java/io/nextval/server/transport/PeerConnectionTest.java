package io.nextval.server.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.nextval.server.tls.ServerTls;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** One connection against a peer that is a plain socket: answers, refusals, silence, breaks. */
@Timeout(60)
final class PeerConnectionTest {
    private static final AppendEntriesReplyProto MESSAGE =
            AppendEntriesReplyProto.newBuilder().setTerm(3).build();
    private static final long SECONDS_60 = 60_000;

    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ServerSocket peer;
    private final PeerConnection connection;

    PeerConnectionTest() throws IOException {
        peer = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        connection =
                new PeerConnection(
                        "n2",
                        new InetSocketAddress(
                                InetAddress.getLoopbackAddress(), peer.getLocalPort()),
                        ServerTls.OFF,
                        loops.next().next());
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        peer.close();
        assertThat(loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000))
                .isTrue();
    }

    @Test
    void repliesReachTheirCallsInAnyOrder() throws Exception {
        CompletableFuture<AppendEntriesReplyProto> first = ask();
        CompletableFuture<AppendEntriesReplyProto> second = ask();
        try (Socket socket = accept()) {
            long a = readCall(socket);
            long b = readCall(socket);
            reply(socket, b, 22);
            reply(socket, a, 11);
            assertThat(List.of(first.get().getTerm(), second.get().getTerm()))
                    .containsExactlyInAnyOrder(11L, 22L);
            assertThat(b).isEqualTo(a + 1);
        }
    }

    @Test
    void aRefusalIsATextAndLeavesTheConnectionOpen() throws Exception {
        CompletableFuture<AppendEntriesReplyProto> refused = ask();
        try (Socket socket = accept()) {
            long call = readCall(socket);
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(9 + 3);
            out.writeByte(PeerCall.ERROR);
            out.writeLong(call);
            out.writeBytes("no!");
            assertThatThrownBy(refused::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("no!");
            CompletableFuture<AppendEntriesReplyProto> next = ask();
            reply(socket, readCall(socket), 5);
            assertThat(next.get().getTerm()).isEqualTo(5);
        }
    }

    @Test
    void aBrokenConnectionFailsWhatWaitsAndIsOpenedAgain() throws Exception {
        CompletableFuture<AppendEntriesReplyProto> lost = ask();
        try (Socket socket = accept()) {
            readCall(socket);
        }
        assertThatThrownBy(lost::get).hasMessageContaining("ended");
        CompletableFuture<AppendEntriesReplyProto> next = ask();
        try (Socket socket = accept()) {
            reply(socket, readCall(socket), 9);
            assertThat(next.get().getTerm()).isEqualTo(9);
        }
    }

    @Test
    void silenceEndsWithTheTimeoutAndBreaksTheConnection() throws Exception {
        CompletableFuture<AppendEntriesReplyProto> unanswered = ask();
        try (Socket socket = accept()) {
            readCall(socket);
            assertThatThrownBy(() -> ask(50))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("no answer");
            assertThatThrownBy(unanswered::get).hasMessageContaining("ended");
        }
    }

    @Test
    void aPeerThatIsNotThereIsLeftAloneForAMoment() throws Exception {
        peer.close();
        assertThatThrownBy(() -> ask(SECONDS_60)).hasMessageContaining("can not be reached");
        assertThat(connection.worthTrying()).isFalse();
    }

    @Test
    void aReplyThatNobodyWaitsForIsDropped() throws Exception {
        CompletableFuture<AppendEntriesReplyProto> answered = ask();
        try (Socket socket = accept()) {
            long call = readCall(socket);
            reply(socket, call + 1_000, 1);
            reply(socket, call, 2);
            assertThat(answered.get().getTerm()).isEqualTo(2);
        }
    }

    private CompletableFuture<AppendEntriesReplyProto> ask() {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return ask(SECONDS_60);
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                runnable -> new Thread(runnable, "asker").start());
    }

    private AppendEntriesReplyProto ask(long millis) throws IOException {
        return connection.ask(
                PeerCall.APPEND_ENTRIES, MESSAGE, AppendEntriesReplyProto.parser(), millis);
    }

    private Socket accept() throws IOException {
        Socket socket = peer.accept();
        byte[] preface = new byte[PeerFrames.PREFACE.length];
        new DataInputStream(socket.getInputStream()).readFully(preface);
        assertThat(preface).isEqualTo(PeerFrames.PREFACE);
        return socket;
    }

    private static long readCall(Socket socket) throws IOException {
        DataInputStream in = new DataInputStream(socket.getInputStream());
        int length = in.readInt();
        assertThat(in.readUnsignedByte()).isEqualTo(PeerCall.APPEND_ENTRIES.number);
        long call = in.readLong();
        byte[] message = new byte[length - 9];
        in.readFully(message);
        assertThat(AppendEntriesReplyProto.parseFrom(message)).isEqualTo(MESSAGE);
        return call;
    }

    private static void reply(Socket socket, long call, long term) throws IOException {
        byte[] message = AppendEntriesReplyProto.newBuilder().setTerm(term).build().toByteArray();
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.writeInt(9 + message.length);
        out.writeByte(PeerCall.APPEND_ENTRIES.number | PeerCall.REPLY);
        out.writeLong(call);
        out.write(message);
    }
}
