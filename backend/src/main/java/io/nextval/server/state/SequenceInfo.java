package io.nextval.server.state;

import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * A sequence as it stood when the state was read. Immutable.
 *
 * @param id names this incarnation of the sequence for ever
 * @param schema name of its schema
 * @param name its name in the schema
 * @param definition its options, all filled in
 * @param lastValue the last value handed out, or the next one while {@code isCalled} is false
 * @param isCalled whether {@code lastValue} was handed out
 * @param epoch how often ALTER SEQUENCE or SETVAL changed it since it was created
 * @param comment of COMMENT ON SEQUENCE, null if there is none
 * @param owner who may alter, drop, grant and revoke; 0 for nobody but superusers
 * @param grants by user; none for the owner unless privileges were revoked from it
 */
public record SequenceInfo(
        long id,
        String schema,
        String name,
        SequenceDefinition definition,
        long lastValue,
        boolean isCalled,
        long epoch,
        @Nullable String comment,
        long owner,
        List<Grant> grants) {
    public SequenceInfo {
        grants = List.copyOf(grants);
    }

    /**
     * Whether the user, who is no superuser, has at least one of the privileges.
     *
     * @param anyOf bits of {@link io.nextval.server.command.Privileges}
     */
    public boolean allows(long userId, int anyOf) {
        return Access.allows(owner, grants, userId, anyOf);
    }
}
