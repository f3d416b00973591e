package io.nextval.server.catalog;

import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.SequenceInfo;

/**
 * Whom a request acts for, and so what it may read and plan. What a command may do to a sequence is
 * decided where the command is applied. Immutable.
 *
 * @param userId id of the user, {@link #NOBODY} if nobody logged in, and then all is allowed
 * @param superuser whether the user may do everything
 */
public record Actor(long userId, boolean superuser) {
    /** The user id of those who did not log in, and of the owner of what they made. */
    public static final long NOBODY = 0;

    /** Nobody logged in, so all is allowed. */
    public static final Actor ANYBODY = new Actor(NOBODY, false);

    /** True if all is allowed. */
    public boolean unlimited() {
        return superuser || userId == NOBODY;
    }

    /** True if this user, or a superuser, owns what has this owner. */
    public boolean owns(long owner) {
        return unlimited() || owner == userId;
    }

    /**
     * True if the user has one of the privileges, which are bits of {@link
     * io.nextval.server.command.Privileges}, on the sequence.
     */
    public boolean may(int anyOf, SequenceInfo sequence) {
        return unlimited() || sequence.allows(userId, anyOf);
    }

    /** True if the user has one of the privileges on the schema. */
    public boolean may(int anyOf, SchemaInfo schema) {
        return unlimited() || schema.allows(userId, anyOf);
    }
}
