package io.nextval.server.transport;

import io.nextval.server.tls.ServerTls;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;
import org.apache.ratis.server.RaftServer;
import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;

/** The transport as Ratis' properties name it; made by Ratis. */
public final class PeerRpcType implements RpcType {
    private static final String PORT = "nextval.transport.port";
    private static final String TLS = "nextval.transport.tls";

    /** Called by Ratis, by reflection. */
    public PeerRpcType() {}

    /** What is given to Ratis beside the properties, for a server at this port. */
    public static Parameters parameters(ServerTls tls, PeerPort port) {
        Parameters parameters = parameters(tls);
        parameters.put(PORT, port, PeerPort.class);
        return parameters;
    }

    /** What is given to Ratis beside the properties, for a client. */
    public static Parameters parameters(ServerTls tls) {
        Parameters parameters = new Parameters();
        parameters.put(TLS, tls, ServerTls.class);
        return parameters;
    }

    /** The event loop of all connections of a server of this type. */
    public static Executor loop(RaftServer server) {
        return ((PeerService) server.getServerRpc()).loop();
    }

    @Override
    public String name() {
        return PeerRpcType.class.getName();
    }

    @Override
    public RpcFactory newFactory(@Nullable Parameters parameters) {
        ServerTls tls = parameters == null ? null : parameters.get(TLS, ServerTls.class);
        PeerPort port = parameters == null ? null : parameters.get(PORT, PeerPort.class);
        return new PeerRpcFactory(this, tls == null ? ServerTls.OFF : tls, port);
    }
}
