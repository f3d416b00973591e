package io.nextval.server.state;

import java.util.List;

/**
 * A schema as the catalog knows it.
 *
 * @param name its name
 * @param id names this incarnation of the schema for ever; 0 is public
 * @param owner who may drop it, grant and revoke; 0 for nobody but superusers
 * @param grants by user; none for the owner unless privileges were revoked from it
 */
public record SchemaInfo(String name, long id, long owner, List<Grant> grants) {
    public SchemaInfo {
        grants = List.copyOf(grants);
    }

    /** A schema of nobody, on which nothing was granted. */
    public SchemaInfo(String name, long id) {
        this(name, id, 0, List.of());
    }

    /**
     * Whether the user, who is no superuser, has at least one of the privileges.
     *
     * @param anyOf bits of {@link io.nextval.server.command.Privileges}
     */
    public boolean allows(long userId, int anyOf) {
        return Access.allows(owner, grants, userId, anyOf);
    }

    Access access() {
        return new Access(owner, grants);
    }

    SchemaInfo with(Access access) {
        return new SchemaInfo(name, id, access.owner(), access.grants());
    }
}
