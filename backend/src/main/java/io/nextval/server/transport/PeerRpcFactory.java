package io.nextval.server.transport;

import io.nextval.server.tls.ServerTls;

import org.apache.ratis.client.ClientFactory;
import org.apache.ratis.client.RaftClientRpc;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.RaftServerRpc;
import org.apache.ratis.server.ServerFactory;
import org.apache.ratis.server.leader.FollowerInfo;
import org.apache.ratis.server.leader.LeaderState;
import org.apache.ratis.server.leader.LogAppender;
import org.jspecify.annotations.Nullable;

/** Makes both ends of the transport for Ratis. */
final class PeerRpcFactory implements ServerFactory, ClientFactory {
    private final PeerRpcType type;
    private final ServerTls tls;
    private final @Nullable PeerPort port;

    /** The port is of a server; a client has none. */
    PeerRpcFactory(PeerRpcType type, ServerTls tls, @Nullable PeerPort port) {
        this.type = type;
        this.tls = tls;
        this.port = port;
    }

    @Override
    public RpcType getRpcType() {
        return type;
    }

    @Override
    public RaftServerRpc newRaftServerRpc(RaftServer server) {
        if (port == null) {
            throw new IllegalStateException("a server needs a port");
        }
        return new PeerService(server, type, tls, port);
    }

    @Override
    public LogAppender newLogAppender(
            RaftServer.Division server, LeaderState state, FollowerInfo follower) {
        return new PipelinedAppender(server, state, follower);
    }

    @Override
    public RaftClientRpc newRaftClientRpc(ClientId clientId, RaftProperties properties) {
        return new PeerClientRpc(properties, tls);
    }
}
