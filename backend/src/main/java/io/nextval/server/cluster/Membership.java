package io.nextval.server.cluster;

import io.nextval.server.command.NodeRecord;
import io.nextval.server.config.HostPort;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.config.StartupException;
import io.nextval.server.raft.RaftNode;
import io.nextval.server.tls.ServerTls;
import io.nextval.server.transport.PeerPort;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * This node's place in its cluster, from the locked data folder to the running groups. Opened in
 * two steps, since the client port is bound between them: {@link #Membership} checks who this node
 * is, {@link #join} starts its groups.
 */
public final class Membership implements AutoCloseable {
    private final NodeConfig config;
    private final DataFolder folder;
    private final PeerPort port;
    private final Identity identity;
    private final ServerTls tls;
    private final Consumer<StartupException> fatal;
    private @Nullable RaftNode raft;
    private @Nullable Steward steward;
    private @Nullable Tasks tasks;

    /** Reads the certificates that the configuration names, and goes on as the other does. */
    public Membership(NodeConfig config, Consumer<StartupException> fatal) {
        this(config, ServerTls.of(config), fatal);
    }

    /**
     * Locks the data folder and checks that it belongs to this node and cluster.
     *
     * @param tls between the nodes
     * @param fatal told once, from any thread, why the running node must stop
     * @throws StartupException in the operator's words
     */
    public Membership(NodeConfig config, ServerTls tls, Consumer<StartupException> fatal) {
        this.config = config;
        this.tls = tls;
        this.fatal = fatal;
        this.folder = DataFolder.open(config.data());
        try {
            this.port = bind(config.raft());
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        try {
            this.identity = Formation.identify(config, port.address(), folder);
        } catch (RuntimeException e) {
            port.close();
            folder.close();
            throw e;
        }
    }

    private static PeerPort bind(HostPort raft) {
        try {
            return PeerPort.bind(raft);
        } catch (IOException e) {
            throw new StartupException(
                    StartupException.EXIT_ADDRESS,
                    "the Raft address "
                            + raft
                            + " can not be bound ("
                            + e.getMessage()
                            + "); is another node running there? Choose another with --raft",
                    e);
        }
    }

    public UUID clusterId() {
        return identity.clusterId();
    }

    /** The address that other nodes connect to, with the real port. */
    public HostPort raftAddress() {
        return port.address();
    }

    /**
     * Opens the log and joins the groups; at the first start of a cluster this waits until all its
     * nodes were there once.
     *
     * @param client where this node's clients connect
     * @param http where its health is asked
     * @param stopped tells a waiting start to give up
     * @throws StartupException in the operator's words
     */
    public ClusterView join(HostPort client, HostPort http, BooleanSupplier stopped) {
        RaftNode opened =
                new RaftNode(
                        identity.id(),
                        identity.clusterId(),
                        identity.groups(),
                        folder.raft(),
                        port,
                        config.single()
                                ? java.util.Map.of(identity.id(), port.address())
                                : identity.peers(),
                        tls,
                        fatal);
        raft = opened;
        Formation.form(opened, identity, folder, stopped);
        HostPort advertised = config.clientAddress(client.port());
        steward =
                new Steward(
                        opened,
                        new NodeRecord(
                                identity.id(),
                                identity.incarnation(),
                                port.address().toString(),
                                advertised.host(),
                                advertised.port(),
                                http.toString()),
                        fatal);
        Tasks running = new Tasks(opened.members());
        tasks = running;
        return new ClusterView(opened, config, identity.id(), running);
    }

    @Override
    public void close() {
        if (tasks != null) {
            tasks.close();
        }
        if (steward != null) {
            steward.close();
        }
        if (raft != null) {
            raft.close();
        }
        port.close();
        folder.close();
    }
}
