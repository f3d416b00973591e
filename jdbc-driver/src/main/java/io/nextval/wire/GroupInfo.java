package io.nextval.wire;

import java.util.List;

/** A group, its members, and its leader (empty when unknown). */
public record GroupInfo(int group, List<String> members, String leaderNodeId) {
    public GroupInfo {
        members = List.copyOf(members);
    }
}
