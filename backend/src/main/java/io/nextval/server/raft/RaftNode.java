package io.nextval.server.raft;

import io.nextval.server.config.HostPort;
import io.nextval.server.config.StartupException;
import io.nextval.server.tls.ServerTls;
import io.nextval.server.transport.PeerPort;
import io.nextval.server.transport.PeerRpcType;

import org.apache.ratis.protocol.ClientId;
import org.apache.ratis.protocol.GroupManagementRequest;
import org.apache.ratis.protocol.RaftClientReply;
import org.apache.ratis.protocol.RaftGroup;
import org.apache.ratis.protocol.RaftGroupId;
import org.apache.ratis.protocol.RaftPeer;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.protocol.SnapshotManagementRequest;
import org.apache.ratis.protocol.TransferLeadershipRequest;
import org.apache.ratis.server.RaftServer;
import org.apache.ratis.server.storage.RaftStorage;
import org.apache.ratis.util.ExitUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The Ratis server of this node and its {@link GroupMember}s, by group number. Opened and closed by
 * the node; the rest may be called from any thread, but not from an event loop: these are
 * administrative calls and block.
 */
public final class RaftNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RaftNode.class);
    private static final long TRANSFER_TIMEOUT_MILLIS = 3_000;
    private static final long HEARD_MILLIS = 1_000;
    private static final long LAG_ENTRIES = 256;

    private final List<GroupMember> members = new ArrayList<>();
    private final Map<RaftGroupId, GroupMember> byId = new HashMap<>();
    private final ClientId clientId = ClientId.randomId();
    private final AtomicLong callIds = new AtomicLong();
    private final List<RaftPeer> peers;
    private final ExecutorService saver;
    private final RaftServer server;
    private final ServerTls tls;

    /**
     * Opens the storage in {@code folder}, recovering every group found there, and starts to talk
     * to the peers.
     *
     * @param clusterId part of each group's identity, so that clusters never mix
     * @param groups how many groups there are, the catalog included
     * @param port where the peers connect; closed by the caller
     * @param peers Raft addresses of all members, this node included
     * @param tls between the nodes
     * @param fatal told why this node must stop
     * @throws StartupException if the storage can not be opened
     */
    public RaftNode(
            String id,
            UUID clusterId,
            int groups,
            Path folder,
            PeerPort port,
            Map<String, HostPort> peers,
            ServerTls tls,
            Consumer<StartupException> fatal) {
        this.tls = tls;
        ExitUtils.disableSystemExit();
        ExitUtils.setTerminateOnUncaughtException(false);
        this.peers = peers.entrySet().stream().map(e -> peer(e.getKey(), e.getValue())).toList();
        this.saver =
                Executors.newSingleThreadExecutor(
                        r -> {
                            Thread t = new Thread(r, "snapshot-saver");
                            t.setDaemon(true);
                            return t;
                        });
        for (int g = 0; g < groups; g++) {
            GroupMember member = new GroupMember(g, groupId(clusterId, g), tls);
            members.add(member);
            byId.put(member.groupId(), member);
        }
        try {
            InitialPeers.write(folder, this.peers);
            this.server =
                    RaftServer.newBuilder()
                            .setServerId(RaftPeerId.valueOf(id))
                            .setProperties(RaftSettings.server(folder, peers.size() <= 1))
                            .setParameters(PeerRpcType.parameters(tls, port))
                            .setOption(RaftStorage.StartupOption.RECOVER)
                            .setStateMachineRegistry(g -> stateMachine(g, fatal))
                            .build();
            server.start();
            for (RaftGroupId known : server.getGroupIds()) {
                member(known).bind(server.getDivision(known));
            }
        } catch (IOException | RuntimeException e) {
            throw new StartupException(
                    StartupException.EXIT_DATA,
                    "the Raft log in "
                            + folder
                            + " can not be opened: "
                            + rootMessage(e)
                            + "; if its disk lost data, remove this node from the cluster and add"
                            + " it again with an empty folder",
                    e);
        }
    }

    /**
     * Identity of a group: the same on all nodes of a cluster, different in every other cluster.
     */
    static RaftGroupId groupId(UUID clusterId, int group) {
        String name = "nextval/" + clusterId + "/" + group;
        return RaftGroupId.valueOf(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    static RaftPeer peer(String id, HostPort address) {
        return RaftPeer.newBuilder().setId(id).setAddress(address.toString()).build();
    }

    /** The member of a group; null if the number names none. */
    public @Nullable GroupMember member(int group) {
        return group >= 0 && group < members.size() ? members.get(group) : null;
    }

    /** All groups of this node, the catalog first. */
    public List<GroupMember> members() {
        return Collections.unmodifiableList(members);
    }

    /** True if the group exists in this node's storage. */
    public boolean exists(GroupMember member) {
        return member.division() != null;
    }

    /** Creates a group in this node's storage, with all peers as members. */
    public void create(GroupMember member) throws IOException {
        RaftGroup group = RaftGroup.valueOf(member.groupId(), peers);
        RaftClientReply reply =
                server.groupManagement(
                        GroupManagementRequest.newAdd(
                                clientId, server.getId(), callIds.incrementAndGet(), group, true));
        if (!reply.isSuccess()) {
            throw new IOException("group " + member.group() + ": " + reply.getException());
        }
        member.bind(server.getDivision(member.groupId()));
    }

    /** Offers the leadership of a group to another member; returns whether it took it. */
    public boolean transfer(GroupMember member, String target) {
        try {
            RaftClientReply reply =
                    server.transferLeadership(
                            new TransferLeadershipRequest(
                                    clientId,
                                    server.getId(),
                                    member.groupId(),
                                    callIds.incrementAndGet(),
                                    RaftPeerId.valueOf(target),
                                    TRANSFER_TIMEOUT_MILLIS));
            return reply.isSuccess();
        } catch (IOException e) {
            LOG.info(
                    "group {}: {} did not take the lead: {}", member.group(), target, e.toString());
            return false;
        }
    }

    /** True if {@code target} follows this node in the group closely. */
    public boolean caughtUp(GroupMember member, String target) {
        RaftServer.Division d = member.division();
        if (d == null || !d.getInfo().isLeaderReady()) {
            return false;
        }
        boolean heard =
                d.getInfo().getRoleInfoProto().getLeaderInfo().getFollowerInfoList().stream()
                        .anyMatch(
                                f ->
                                        f.getId().getId().toStringUtf8().equals(target)
                                                && f.getLastRpcElapsedTimeMs() < HEARD_MILLIS);
        long committed = d.getRaftLog().getLastCommittedIndex();
        return heard
                && d.getCommitInfos().stream()
                        .anyMatch(
                                c ->
                                        c.getServer().getId().toStringUtf8().equals(target)
                                                && c.getCommitIndex() >= committed - LAG_ENTRIES);
    }

    /** Asks a group to save its state now, so that its log can be purged though it grows slowly. */
    public void snapshot(GroupMember member) {
        try {
            server.snapshotManagement(
                    SnapshotManagementRequest.newCreate(
                            clientId,
                            server.getId(),
                            member.groupId(),
                            callIds.incrementAndGet(),
                            TRANSFER_TIMEOUT_MILLIS));
        } catch (IOException e) {
            LOG.warn("group {}: no snapshot was taken: {}", member.group(), e.toString());
        }
    }

    /** Number of a group that Ratis gave up, or -1 if all are well. */
    public int failedGroup() {
        for (GroupMember m : members()) {
            if (!m.healthy()) {
                return m.group();
            }
        }
        return -1;
    }

    /** Talks to the Raft port of the peers, for what {@link PeerRequests} lists. */
    public PeerClient peerClient() {
        return new PeerClient(members.get(0).groupId(), peers, tls);
    }

    private GroupStateMachine stateMachine(RaftGroupId id, Consumer<StartupException> fatal) {
        GroupMember member = member(id);
        return new GroupStateMachine(member.group(), member, saver, fatal);
    }

    private GroupMember member(RaftGroupId id) {
        GroupMember member = byId.get(id);
        if (member == null) {
            throw new IllegalStateException("the folder of group " + id + " is of another cluster");
        }
        return member;
    }

    static String rootMessage(Throwable e) {
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        members.forEach(GroupMember::close);
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("the Raft server did not close cleanly", e);
        }
        saver.shutdown();
        try {
            if (!saver.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.warn("a snapshot was still being written; the one before it stays in force");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
