package io.nextval.server.state;

import static io.nextval.server.state.Refusals.rejected;

import io.nextval.server.command.CommandLimits;

import java.util.List;

/** The refusals that have to do with users and privileges, in PostgreSQL's words. */
final class AccessRefusals {
    private static final String DENIED = "42501";
    private static final String DEPENDENT = "2BP01";
    private static final String IN_USE = "55006";

    private AccessRefusals() {}

    /**
     * @param what as in {@code sequence orders}, {@code schema app}
     */
    static Answer denied(String what) {
        return rejected(DENIED, "permission denied for " + what, "", "");
    }

    /**
     * @param what as in {@code sequence orders}, {@code schema app}
     */
    static Answer mustOwn(String what) {
        return rejected(DENIED, "must be owner of " + what, "", "");
    }

    /** For an owner who is no superuser and wants to give the sequence away. */
    static Answer canNotGive(String sequence) {
        return rejected(
                DENIED,
                "permission denied to change the owner of sequence " + sequence,
                "Only roles with the SUPERUSER attribute may give an object to another role.",
                "");
    }

    /** For somebody who is not the owner, but has privileges: nothing happens, with a warning. */
    static Answer nothingToGrant(String object, boolean revoke) {
        return new Answer.Done(List.of(passedOver('"' + object + '"', revoke)));
    }

    /**
     * @param what as in {@code "orders"}, with its quotes
     */
    static NoticeText passedOver(String what, boolean revoke) {
        return revoke
                ? new NoticeText("01006", "no privileges could be revoked for " + what)
                : new NoticeText("01007", "no privileges were granted for " + what);
    }

    static Answer tooManyGrants(String what) {
        return limitOfGrants(grantsOfObject(what));
    }

    static Answer tooManyGrantsInGroup(int group) {
        return limitOfGrants(grantsOfGroup(group));
    }

    static String grantsOfObject(String what) {
        return "too many grants on " + what + ": the limit is " + CommandLimits.GRANTS_MAX;
    }

    static String grantsOfGroup(int group) {
        return "too many grants in group "
                + group
                + ": the limit is "
                + StateLimits.GRANTS_PER_GROUP_MAX;
    }

    /**
     * @param limit which one, as of {@link #grantsOfObject} or {@link #grantsOfGroup}
     */
    static Answer limitOfGrants(String limit) {
        return rejected(
                "54000", limit, "", "Revoke those that are not needed, or grant to PUBLIC.");
    }

    /** For a user that was dropped while it is logged in. */
    static Answer unknownCaller(long id) {
        return rejected("28000", "role with id " + id + " does not exist", "", "");
    }

    /** For a grantee or an owner that was dropped meanwhile. */
    static Answer unknownUser(long id) {
        return rejected("42704", "role with id " + id + " does not exist", "", "");
    }

    static Answer unknownUser(String name) {
        return rejected("42704", "role \"" + name + "\" does not exist", "", "");
    }

    static Answer userExists(String name) {
        return rejected("42710", "role \"" + name + "\" already exists", "", "");
    }

    static Answer reservedUser(String name) {
        return rejected(
                "42939",
                "role name \"" + name + "\" is reserved",
                name.startsWith("pg_") ? "Role names starting with \"pg_\" are reserved." : "",
                "");
    }

    static Answer tooManyUsers() {
        return rejected(
                "54000",
                "too many roles: the limit is " + StateLimits.USERS_MAX,
                "",
                "Drop roles that are not needed.");
    }

    /**
     * @param what as in {@code create}, {@code alter}, {@code drop}
     */
    static Answer deniedRole(String what, String detail) {
        return rejected(DENIED, "permission denied to " + what + " role", detail, "");
    }

    static Answer currentUser() {
        return rejected(IN_USE, "current user cannot be dropped", "", "");
    }

    /**
     * @param what as in {@code be dropped}
     */
    static Answer lastSuperuser(String name, String what) {
        return rejected(
                IN_USE,
                "role \"" + name + "\" cannot " + what + " because it is the last superuser",
                "Without a superuser nobody could manage roles any more.",
                "Make another role a superuser first.");
    }

    static Answer dependents(String name, List<String> dependents) {
        return rejected(
                DEPENDENT,
                "role \"" + name + "\" cannot be dropped because some objects depend on it",
                String.join("\n", dependents),
                "");
    }
}
