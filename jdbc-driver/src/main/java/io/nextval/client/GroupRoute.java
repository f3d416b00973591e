package io.nextval.client;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * What the client knows of one group: its members, who leads it, and its own registration there.
 */
final class GroupRoute {
    private final int number;
    private final Registrations registrations;
    private volatile List<Node> members = List.of();
    private volatile @Nullable Node leader;

    GroupRoute(Cluster cluster, int number) {
        this.number = number;
        this.registrations = new Registrations(cluster, this);
    }

    int number() {
        return number;
    }

    Registrations registrations() {
        return registrations;
    }

    List<Node> members() {
        return members;
    }

    void members(List<Node> nodes) {
        members = nodes;
    }

    /** The last hint, which may be outdated; null when there is none. */
    @Nullable Node leader() {
        return leader;
    }

    void leader(@Nullable Node node) {
        leader = node;
    }

    /** Forgets the hint if it still names this node. */
    void notLedBy(Node node) {
        if (leader == node) {
            leader = null;
        }
    }
}
