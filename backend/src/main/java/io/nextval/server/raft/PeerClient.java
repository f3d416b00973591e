package io.nextval.server.raft;

import io.nextval.server.command.Command;
import io.nextval.server.command.NodeRecord;
import io.nextval.server.state.Answer;
import io.nextval.server.tls.ServerTls;
import io.nextval.server.transport.PeerRpcType;

import org.apache.ratis.client.RaftClient;
import org.apache.ratis.client.RaftClientConfigKeys;
import org.apache.ratis.conf.RaftProperties;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.retry.RetryPolicies;
import org.apache.ratis.util.TimeDuration;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A client of the peers' Raft ports: of the catalog while a node starts, or of any group for as
 * long as the node runs. All calls block for a few seconds at most.
 */
public final class PeerClient implements AutoCloseable {
    /** Even a peer that has committed nothing yet shall answer. */
    private static final long ANY_INDEX = -1;

    private static final TimeDuration REQUEST_TIMEOUT =
            TimeDuration.valueOf(1_500, TimeUnit.MILLISECONDS);

    private final RaftGroupId catalog;
    private final RaftClient client;

    PeerClient(RaftGroupId catalog, List<RaftPeer> peers, ServerTls tls) {
        this(catalog, peers, tls, RaftSettings.client());
    }

    /** A client that is quick to try another peer, for {@link #order}. */
    static PeerClient ordering(RaftGroupId group, Collection<RaftPeer> peers, ServerTls tls) {
        RaftProperties properties = RaftSettings.client();
        RaftClientConfigKeys.Rpc.setRequestTimeout(properties, REQUEST_TIMEOUT);
        return new PeerClient(group, peers, tls, properties);
    }

    private PeerClient(
            RaftGroupId group,
            Collection<RaftPeer> peers,
            ServerTls tls,
            RaftProperties properties) {
        this.catalog = group;
        this.client =
                RaftClient.newBuilder()
                        .setRaftGroup(RaftGroup.valueOf(group, peers))
                        .setProperties(properties)
                        .setParameters(PeerRpcType.parameters(tls))
                        .setRetryPolicy(
                                RetryPolicies.retryUpToMaximumCountWithFixedSleep(
                                        2, TimeDuration.valueOf(200, TimeUnit.MILLISECONDS)))
                        .build();
    }

    /** What a peer says of this node before this node has formed or joined anything. */
    public enum Knowledge {
        /** The peer has no group yet. */
        BLANK,
        /** The peer has this cluster's catalog, which does not know this node. */
        STRANGER,
        /** The peer's catalog knows this node, so it was here before. */
        KNOWN,
        /** The peer can not tell before it has applied its log. */
        UNSURE,
        /** The peer has groups of another cluster. */
        OTHER_CLUSTER
    }

    /**
     * Asks one peer what it knows of the node {@code id}.
     *
     * @throws IOException if the peer does not answer
     */
    public Knowledge ask(String peer, String id) throws IOException {
        try {
            return answer(RaftPeerId.valueOf(peer), id);
        } catch (RuntimeException e) { // gRPC's own, when the peer is not up
            throw new IOException(peer + " does not answer: " + e.getMessage(), e);
        }
    }

    private Knowledge answer(RaftPeerId peer, String id) throws IOException {
        List<RaftGroupId> groups = client.getGroupManagementApi(peer).list().getGroupIds();
        if (groups.isEmpty()) {
            return Knowledge.BLANK;
        }
        if (!groups.contains(catalog)) {
            return Knowledge.OTHER_CLUSTER;
        }
        RaftClientReply reply = client.io().sendStaleRead(PeerRequests.whoIs(id), ANY_INDEX, peer);
        if (!reply.isSuccess() || PeerRequests.isUnsure(reply.getMessage())) {
            return Knowledge.UNSURE;
        }
        return PeerRequests.incarnation(reply.getMessage()).isEmpty()
                ? Knowledge.STRANGER
                : Knowledge.KNOWN;
    }

    /**
     * Records a node in the catalog, wherever its leader is. Returns what is wrong with the record,
     * empty if it was taken.
     *
     * @throws IOException if no leader could be reached; try again
     */
    public String record(NodeRecord node) throws IOException {
        RaftClientReply reply;
        try {
            reply = client.io().send(PeerRequests.record(node));
        } catch (RuntimeException e) {
            throw new IOException("the catalog does not answer: " + e.getMessage(), e);
        }
        if (!reply.isSuccess()) {
            throw new IOException(String.valueOf(reply.getException()));
        }
        return PeerRequests.refusal(reply.getMessage());
    }

    /**
     * Has a command applied by the group, wherever its leader is.
     *
     * @throws IOException if no leader could be reached, or if it is not known what became of it
     */
    Answer order(Command command) throws IOException {
        RaftClientReply reply = client.io().send(PeerRequests.order(command));
        if (!reply.isSuccess()) {
            throw new IOException(String.valueOf(reply.getException()));
        }
        return PeerRequests.answerTo(command, reply.getMessage());
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new IllegalStateException("closing a client failed", e);
        }
    }
}
