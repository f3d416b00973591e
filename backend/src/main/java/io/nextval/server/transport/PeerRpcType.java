package io.nextval.server.transport;

import org.apache.ratis.conf.Parameters;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.rpc.RpcFactory;
import org.apache.ratis.rpc.RpcType;

import java.net.InetSocketAddress;

/** The transport as Ratis' properties name it; made by Ratis. */
public final class PeerRpcType implements RpcType {
    private static final String HOST = "nextval.transport.host";
    private static final String PORT = "nextval.transport.port";

    /** Called by Ratis, by reflection. */
    public PeerRpcType() {}

    /** Says where a server listens. */
    public static void setAddress(RaftProperties properties, String host, int port) {
        properties.set(HOST, host);
        properties.setInt(PORT, port);
    }

    static InetSocketAddress address(RaftProperties properties) {
        return new InetSocketAddress(properties.get(HOST, "127.0.0.1"), properties.getInt(PORT, 0));
    }

    @Override
    public String name() {
        return PeerRpcType.class.getName();
    }

    @Override
    public RpcFactory newFactory(Parameters parameters) {
        return new PeerRpcFactory(this);
    }
}
