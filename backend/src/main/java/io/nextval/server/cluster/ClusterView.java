package io.nextval.server.cluster;

import io.nextval.server.command.NodeRecord;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.raft.RaftNode;
import io.nextval.wire.GroupInfo;
import io.nextval.wire.NodeInfo;
import io.nextval.wire.SlotRun;
import io.nextval.wire.Topology;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * What this node believes of the cluster, for clients and for its own routing. All of it is a hint
 * that may be old: the groups themselves refuse what is not theirs. Any thread.
 */
public final class ClusterView {
    private final RaftNode raft;

    ClusterView(RaftNode raft) {
        this.raft = raft;
    }

    /** The member of the group with this number on this node, null if there is none. */
    public @Nullable GroupMember member(int group) {
        return raft.member(group);
    }

    /** True if the schema exists. */
    public boolean hasSchema(String schema) {
        return schema.equals("public");
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
