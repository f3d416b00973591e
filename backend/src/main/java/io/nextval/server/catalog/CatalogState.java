package io.nextval.server.catalog;

import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.UserInfo;

import java.util.List;

/**
 * What the catalog group knows, at one place of its log.
 *
 * @param schemas the users' schemas, by name
 * @param users the users, by name
 */
record CatalogState(List<SchemaInfo> schemas, List<UserInfo> users) {
    static final CatalogState EMPTY = new CatalogState(List.of(), List.of());

    /**
     * The name of a user; as PostgreSQL shows it if there is none of this id. What was made without
     * a login is owned by nobody, and shown as their own to those who did not log in.
     */
    String userName(long id, SessionInfo session) {
        if (id == Actor.NOBODY && session.actor().userId() == Actor.NOBODY) {
            return session.user();
        }
        for (UserInfo user : users) {
            if (user.id() == id) {
                return user.name();
            }
        }
        return "unknown (OID=" + id + ')';
    }
}
