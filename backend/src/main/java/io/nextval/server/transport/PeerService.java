package io.nextval.server.transport;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.nextval.server.tls.ServerTls;

import org.apache.ratis.proto.RaftProtos.AppendEntriesReplyProto;
import org.apache.ratis.proto.RaftProtos.AppendEntriesRequestProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotReplyProto;
import org.apache.ratis.proto.RaftProtos.InstallSnapshotRequestProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteReplyProto;
import org.apache.ratis.proto.RaftProtos.RequestVoteRequestProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionReplyProto;
import org.apache.ratis.proto.RaftProtos.StartLeaderElectionRequestProto;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerConfigKeys;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.thirdparty.com.google.protobuf.MessageLite;
import org.apache.ratis.thirdparty.com.google.protobuf.Parser;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A node's end of the transport: listens to its peers and keeps a connection to each of them. One
 * event loop serves them all, since what it does is short; what may block is done by a few threads
 * of their own.
 */
final class PeerService implements RaftServerRpc {
    private static final int BLOCKING_THREADS = 4;
    private static final int BLOCKING_CALLS_MAX = 1_000;

    private final RaftServer server;
    private final RpcType type;
    private final ServerTls tls;
    private final PeerPort port;
    private final long timeoutMillis;
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("peer-io", true), NioIoHandler.newFactory());
    private final ThreadPoolExecutor blocking;
    private final Map<RaftPeerId, RaftPeer> peers = new ConcurrentHashMap<>();
    private final Map<RaftPeerId, PeerConnection> connections = new ConcurrentHashMap<>();
    private final LostLeaders leaders;

    PeerService(RaftServer server, RpcType type, ServerTls tls, PeerPort port) {
        this.server = server;
        this.type = type;
        this.tls = tls;
        this.port = port;
        this.timeoutMillis =
                RaftServerConfigKeys.Rpc.requestTimeout(server.getProperties())
                        .toLong(TimeUnit.MILLISECONDS);
        this.blocking =
                new ThreadPoolExecutor(
                        BLOCKING_THREADS,
                        BLOCKING_THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(BLOCKING_CALLS_MAX),
                        new DefaultThreadFactory("peer-call", true));
        blocking.allowCoreThreadTimeOut(true);
        leaders = new LostLeaders(server, blocking, peers::get);
    }

    @Override
    public RpcType getRpcType() {
        return type;
    }

    @Override
    public void start() throws IOException {
        try {
            new ServerBootstrap()
                    .group(loops)
                    .channelFactory(() -> new NioServerSocketChannel(port.socket()))
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true)
                    .childHandler(
                            new ChannelInitializer<Channel>() {
                                @Override
                                protected void initChannel(Channel accepted) {
                                    encrypt(accepted.pipeline());
                                    accepted.pipeline()
                                            .addLast(new PrefaceCheck())
                                            .addLast(
                                                    new PeerRequestHandler(
                                                            server, blocking(), leaders));
                                }
                            })
                    .register()
                    .syncUninterruptibly();
        } catch (RuntimeException e) {
            throw new IOException(port.address() + " can not be listened to", e);
        }
    }

    private void encrypt(ChannelPipeline pipeline) {
        if (tls.mutualBetweenNodes()) {
            pipeline.addLast(tls.fromPeer());
        }
    }

    private ExecutorService blocking() {
        return blocking;
    }

    @Override
    public InetSocketAddress getInetSocketAddress() {
        return port.address().toSocketAddress();
    }

    @Override
    public void addRaftPeers(Collection<RaftPeer> added) {
        for (RaftPeer peer : added) {
            RaftPeer before = peers.put(peer.getId(), peer);
            if (before != null && !before.getAddress().equals(peer.getAddress())) {
                PeerConnection old = connections.remove(peer.getId());
                if (old != null) {
                    old.close();
                }
            }
        }
    }

    /** The connection to a peer, which need not be open. */
    PeerConnection connection(RaftPeer peer) {
        return connections.computeIfAbsent(peer.getId(), id -> connect(peer));
    }

    /** The event loop of all connections. */
    Executor loop() {
        return loops;
    }

    long timeoutMillis() {
        return timeoutMillis;
    }

    private PeerConnection connect(RaftPeer peer) {
        return new PeerConnection(
                peer.getId().toString(),
                PeerAddress.of(peer.getAddress()),
                tls,
                loops.next().next());
    }

    @Override
    public AppendEntriesReplyProto appendEntries(AppendEntriesRequestProto request)
            throws IOException {
        return ask(
                PeerCall.APPEND_ENTRIES,
                request.getServerRequest().getReplyId(),
                request,
                AppendEntriesReplyProto.parser());
    }

    @Override
    public RequestVoteReplyProto requestVote(RequestVoteRequestProto request) throws IOException {
        return ask(
                PeerCall.REQUEST_VOTE,
                request.getServerRequest().getReplyId(),
                request,
                RequestVoteReplyProto.parser());
    }

    @Override
    public InstallSnapshotReplyProto installSnapshot(InstallSnapshotRequestProto request)
            throws IOException {
        return ask(
                PeerCall.INSTALL_SNAPSHOT,
                request.getServerRequest().getReplyId(),
                request,
                InstallSnapshotReplyProto.parser());
    }

    @Override
    public StartLeaderElectionReplyProto startLeaderElection(
            StartLeaderElectionRequestProto request) throws IOException {
        return ask(
                PeerCall.START_LEADER_ELECTION,
                request.getServerRequest().getReplyId(),
                request,
                StartLeaderElectionReplyProto.parser());
    }

    private <T> T ask(
            PeerCall call,
            org.apache.ratis.thirdparty.com.google.protobuf.ByteString to,
            MessageLite request,
            Parser<T> reply)
            throws IOException {
        RaftPeer peer = peers.get(RaftPeerId.valueOf(to));
        if (peer == null) {
            throw new IOException("no address of node " + to.toStringUtf8() + " is known");
        }
        return connection(peer).ask(call, request, reply, timeoutMillis);
    }

    /** Nothing to do: a connection notices by itself when it is broken. */
    @Override
    public void handleException(RaftPeerId id, Exception cause, boolean reconnect) {}

    @Override
    public void close() throws IOException {
        connections.values().forEach(PeerConnection::close);
        blocking.shutdown();
        var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
        try {
            loops.terminationFuture().get(2, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
            throw new IOException("the event loop of the Raft port does not end", e);
        }
    }
}
