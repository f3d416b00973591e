package io.nextval.server.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The privileges on one sequence as PostgreSQL keeps them: a list of who has what, in which the
 * owner stands like everybody else, with everything at first.
 */
final class PostgresAcl {
    static final long EVERYBODY = 0;
    private static final List<Integer> ALL = List.of(1, 2, 4);

    private final Map<Long, Set<Integer>> items = new HashMap<>();
    private long owner;

    /**
     * @param owner a user, or 0 for somebody who is nobody else
     */
    PostgresAcl(long owner) {
        this.owner = owner;
        if (owner != 0) {
            items.put(owner, new HashSet<>(ALL));
        }
    }

    long owner() {
        return owner;
    }

    boolean isOwner(long user) {
        return user == owner && user != 0;
    }

    boolean hasAny(long user, int... privileges) {
        for (int privilege : privileges) {
            if (of(user).contains(privilege) || of(EVERYBODY).contains(privilege)) {
                return true;
            }
        }
        return false;
    }

    void change(boolean revoke, int privileges, List<Long> users) {
        for (long user : users) {
            for (int privilege : ALL) {
                if ((privileges & privilege) != 0) {
                    Set<Integer> held = items.computeIfAbsent(user, u -> new HashSet<>());
                    if (revoke) {
                        held.remove(privilege);
                    } else {
                        held.add(privilege);
                    }
                }
            }
        }
    }

    /** What the old owner has goes to the new one, who keeps what it had. */
    void changeOwner(long user) {
        if (user == owner) {
            return;
        }
        Set<Integer> left = owner == 0 ? new HashSet<>(ALL) : items.remove(owner);
        items.computeIfAbsent(user, u -> new HashSet<>()).addAll(left == null ? Set.of() : left);
        owner = user;
    }

    private Set<Integer> of(long user) {
        return items.getOrDefault(user, Set.of());
    }
}
