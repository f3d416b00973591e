package io.nextval.server.cluster;

import io.nextval.server.command.NodeRecord;
import io.nextval.server.config.NodeConfig;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.raft.RaftNode;
import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.UserInfo;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.NodeInfo;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What this node believes of the cluster, for clients and for its own routing. All of it is a hint
 * that may be old: the groups themselves refuse what is not theirs. Any thread.
 */
public final class ClusterView {
    private final RaftNode raft;
    private final NodeConfig config;
    private final String nodeId;
    private final Tasks tasks;

    ClusterView(RaftNode raft, NodeConfig config, String nodeId, Tasks tasks) {
        this.raft = raft;
        this.config = config;
        this.nodeId = nodeId;
        this.tasks = tasks;
    }

    /** Id of this node. */
    public String nodeId() {
        return nodeId;
    }

    /** The settings this node was started with. */
    public NodeConfig config() {
        return config;
    }

    /** The tasks that change several groups at once. */
    public Tasks tasks() {
        return tasks;
    }

    /** This node's member of each group, the catalog first. */
    public List<GroupMember> members() {
        return raft.members();
    }

    /** The nodes that the catalog knows, by id. */
    public List<NodeRecord> nodes() {
        return catalog().state().nodes();
    }

    /** The schemas that the catalog knows, by name. */
    public List<SchemaInfo> schemas() {
        return catalog().state().schemas();
    }

    /** The users that the catalog knows, by name. */
    public List<UserInfo> users() {
        return catalog().state().users();
    }

    /** The user with this id, null if this node knows of none. */
    public @Nullable UserInfo user(long id) {
        return catalog().state().user(id);
    }

    /** The user of this name, null if this node knows of none. */
    public @Nullable UserInfo user(String name) {
        return catalog().state().user(name);
    }

    /** The member of the group with this number on this node, null if there is none. */
    public @Nullable GroupMember member(int group) {
        return raft.member(group);
    }

    /**
     * True if the schema exists as far as this node knows. A schema that was just created elsewhere
     * may be missing: ask {@link #findSchema} before saying so.
     */
    public boolean hasSchema(String schema) {
        return schemaId(schema) >= 0;
    }

    /** Id of the schema, -1 if this node knows none of that name; see {@link #hasSchema}. */
    public long schemaId(String schema) {
        return idOf(schema, schemas());
    }

    /** Id of the schema, -1 if there is none: asks the catalog group, see {@code read}. */
    public CompletableFuture<Long> findSchema(String schema) {
        return catalog().read(state -> idOf(schema, state.schemas()));
    }

    private static long idOf(String schema, List<SchemaInfo> schemas) {
        for (SchemaInfo known : schemas) {
            if (known.name().equals(schema)) {
                return known.id();
            }
        }
        return -1;
    }

    /** True once every group here knows a leader, and the slot map is known. */
    public boolean ready() {
        if (catalog().state().slots().isEmpty()) {
            return false;
        }
        for (GroupMember member : raft.members()) {
            boolean ledHere = member.leading();
            if (member.leaderHint().isEmpty()
                    || (ledHere && member.group() != 0 && member.state().ownedSlots().isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /** The topology as clients are told it. */
    public Topology topology() {
        List<NodeInfo> nodes = new ArrayList<>();
        for (NodeRecord node : catalog().state().nodes()) {
            nodes.add(new NodeInfo(node.id(), node.clientHost(), node.clientPort()));
        }
        List<GroupInfo> groups = new ArrayList<>();
        for (GroupMember member : raft.members()) {
            groups.add(new GroupInfo(member.group(), member.members(), member.leaderHint()));
        }
        List<SlotRun> slots = catalog().state().slots();
        return new Topology(catalog().state().appliedEntries(), nodes, groups, slots);
    }

    private GroupMember catalog() {
        return raft.members().get(0);
    }
}
