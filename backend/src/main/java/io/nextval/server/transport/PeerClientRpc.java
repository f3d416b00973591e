package io.nextval.server.transport;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.nextval.server.tls.ServerTls;

import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.client.RaftClientRpc;
import org.apache.ratis.client.impl.ClientProtoUtils;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.proto.RaftProtos.GroupListReplyProto;
import org.apache.ratis.proto.RaftProtos.RaftClientReplyProto;
import org.apache.ratis.protocol.GroupListRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftClientRequest;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;

import java.io.IOException;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A Ratis client's end of the transport: requests to a group, and which groups a node has. All
 * other administration is done by a node in its own process, so the port does not serve it.
 */
final class PeerClientRpc implements RaftClientRpc {
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(
                    1, new DefaultThreadFactory("peer-client", true), NioIoHandler.newFactory());
    private final Map<RaftPeerId, PeerConnection> connections = new ConcurrentHashMap<>();
    private final ServerTls tls;
    private final long timeoutMillis;

    PeerClientRpc(RaftProperties properties, ServerTls tls) {
        this.tls = tls;
        this.timeoutMillis =
                RaftClientConfigKeys.Rpc.requestTimeout(properties).toLong(TimeUnit.MILLISECONDS);
    }

    @Override
    public void addRaftPeers(Collection<RaftPeer> added) {
        for (RaftPeer peer : added) {
            connections.computeIfAbsent(
                    peer.getId(),
                    id ->
                            new PeerConnection(
                                    id.toString(),
                                    PeerAddress.of(peer.getAddress()),
                                    tls,
                                    loops.next().next()));
        }
    }

    @Override
    public RaftClientReply sendRequest(RaftClientRequest request) throws IOException {
        PeerConnection connection = connections.get(request.getServerId());
        if (connection == null) {
            throw new IOException("no address of node " + request.getServerId() + " is known");
        }
        if (request instanceof GroupListRequest list) {
            return ClientProtoUtils.toGroupListReply(
                    connection.ask(
                            PeerCall.GROUP_LIST,
                            ClientProtoUtils.toGroupListRequestProto(list),
                            GroupListReplyProto.parser(),
                            timeoutMillis));
        }
        if (request.getClass() != RaftClientRequest.class) {
            throw new IOException(
                    request.getClass().getSimpleName() + " is not served between nodes");
        }
        return ClientProtoUtils.toRaftClientReply(
                connection.ask(
                        PeerCall.CLIENT_REQUEST,
                        ClientProtoUtils.toRaftClientRequestProto(request),
                        RaftClientReplyProto.parser(),
                        timeoutMillis));
    }

    @Override
    public void close() {
        connections.values().forEach(PeerConnection::close);
        var unused = loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }
}
