package io.nextval.server.command;

import java.util.List;

/**
 * What GRANT or REVOKE changes, on whatever objects. Immutable.
 *
 * @param revoke whether privileges are taken away
 * @param privileges bits of {@link Privileges}, at least one
 * @param userIds to whom or from whom; {@link Privileges#PUBLIC} is everybody
 */
public record GrantChange(boolean revoke, int privileges, List<Long> userIds) {

    /**
     * Copies the list.
     *
     * @throws CommandFormatException if there are no privileges, or no users or too many
     */
    public GrantChange {
        userIds = List.copyOf(userIds);
        Privileges.check(privileges, Privileges.ON_SEQUENCE | Privileges.ON_SCHEMA, userIds);
    }

    /** The change, if all of its privileges are among these. */
    GrantChange within(int all) {
        Privileges.check(privileges, all, userIds);
        return this;
    }
}
