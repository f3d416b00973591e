package io.nextval.server.execute;

import io.nextval.server.catalog.Actor;
import io.nextval.server.cluster.ClusterView;
import io.nextval.server.session.Identity;
import io.nextval.server.state.UserInfo;
import io.nextval.sql.SqlException;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Finds out, for each request, what the user of its connection is now. Any thread. */
final class Actors {
    private final ClusterView view;

    Actors(ClusterView view) {
        this.view = view;
    }

    /**
     * As far as this node knows.
     *
     * @throws SqlException 28000 if the user was dropped since it logged in
     */
    Actor of(Identity identity) throws SqlException {
        return identity.loggedIn() ? of(identity, view.user(identity.userId())) : Actor.ANYBODY;
    }

    /** Among the users that the catalog named just now. */
    static Actor of(Identity identity, List<UserInfo> users) throws SqlException {
        if (!identity.loggedIn()) {
            return Actor.ANYBODY;
        }
        for (UserInfo user : users) {
            if (user.id() == identity.userId()) {
                return of(identity, user);
            }
        }
        return of(identity, (UserInfo) null);
    }

    private static Actor of(Identity identity, @Nullable UserInfo user) throws SqlException {
        if (user == null) {
            throw new SqlException(
                    "28000",
                    "role \"" + identity.userName() + "\" does not exist",
                    "It was dropped after this connection had logged in.",
                    "connect as another user",
                    0);
        }
        return new Actor(user.id(), user.superuser());
    }
}
