package io.nextval.server.state;

import io.nextval.server.command.CommandLimits;
import io.nextval.server.command.GrantChange;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Who may do what with an object, by PostgreSQL's rules. Immutable.
 *
 * <p>An owner has every privilege until some are revoked from the owner; only then there is an
 * entry for it, which says what is left. Everybody else has what was granted to it and to PUBLIC.
 *
 * @param owner a user's id, 0 for nobody
 * @param grants by user, each once
 */
record Access(long owner, List<Grant> grants) {
    /** Of what was created by somebody who did not log in. */
    static final Access NOBODYS = new Access(0, List.of());

    static Access ownedBy(long owner) {
        return owner == 0 ? NOBODYS : new Access(owner, List.of());
    }

    /** Whether the user has at least one of the privileges. */
    boolean allows(long user, int anyOf) {
        return allows(owner, grants, user, anyOf);
    }

    static boolean allows(long owner, List<Grant> grants, long user, int anyOf) {
        boolean entered = false;
        for (Grant grant : grants) {
            boolean own = grant.userId() == user;
            entered |= own;
            if ((own || grant.userId() == 0) && (grant.privileges() & anyOf) != 0) {
                return true;
            }
        }
        return user != 0 && user == owner && !entered;
    }

    /**
     * With privileges granted or revoked, null if that makes more grants than an object may have.
     *
     * @param all what there is to grant on such an object
     */
    @Nullable Access changed(boolean revoke, int privileges, List<Long> users, int all) {
        TreeMap<Long, Integer> byUser = byUser();
        for (long user : users) {
            boolean owns = user != 0 && user == owner;
            int before = byUser.getOrDefault(user, owns ? all : 0);
            int now = revoke ? before & ~privileges : before | privileges;
            if (now == (owns ? all : 0)) {
                byUser.remove(user);
            } else {
                byUser.put(user, now);
            }
        }
        return byUser.size() > CommandLimits.GRANTS_MAX ? null : of(owner, byUser);
    }

    /** As {@link #changed(boolean, int, List, int)}. */
    @Nullable Access changed(GrantChange change, int all) {
        return changed(change.revoke(), change.privileges(), change.userIds(), all);
    }

    /** With another owner, who gets what the old one had in addition to what was granted to it. */
    Access givenTo(long user, int all) {
        if (user == owner) {
            return this;
        }
        TreeMap<Long, Integer> byUser = byUser();
        Integer left = owner == 0 ? null : byUser.remove(owner);
        if (left != null) {
            byUser.merge(user, left, (a, b) -> a | b);
        }
        if (left == null || byUser.getOrDefault(user, 0) == all) {
            byUser.remove(user);
        }
        return of(user, byUser);
    }

    private TreeMap<Long, Integer> byUser() {
        TreeMap<Long, Integer> byUser = new TreeMap<>();
        grants.forEach(grant -> byUser.put(grant.userId(), grant.privileges()));
        return byUser;
    }

    private static Access of(long owner, TreeMap<Long, Integer> byUser) {
        List<Grant> grants = new ArrayList<>(byUser.size());
        byUser.forEach((user, privileges) -> grants.add(new Grant(user, privileges)));
        return new Access(owner, List.copyOf(grants));
    }
}
