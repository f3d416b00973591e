package io.nextval.server.execute;

import io.nextval.server.catalog.Actor;
import io.nextval.server.config.Nearest;
import io.nextval.server.state.UserInfo;
import io.nextval.sql.SqlException;
import io.nextval.sql.UserReference;

import java.util.ArrayList;
import java.util.List;

/** The users that exist, as the catalog said just now, and who of them asks. Immutable. */
final class Users {
    private static final String UNDEFINED = "42704";

    private final List<UserInfo> all;
    private final Actor actor;

    Users(List<UserInfo> all, Actor actor) {
        this.all = List.copyOf(all);
        this.actor = actor;
    }

    /** Whom the statement is run for. */
    Actor actor() {
        return actor;
    }

    /**
     * The user that a statement says.
     *
     * @throws SqlException 42704 if there is none, or nobody logged in and CURRENT_USER was said
     */
    UserInfo of(UserReference reference) throws SqlException {
        return switch (reference.kind()) {
            case NAMED -> named(reference.name());
            case PUBLIC -> throw missing("public", "");
            case CURRENT_USER -> current();
        };
    }

    /** The ids that grants to these users hold, each once; PUBLIC has one, too. */
    List<Long> ids(List<UserReference> references, long idOfPublic) throws SqlException {
        List<Long> ids = new ArrayList<>(references.size());
        for (UserReference reference : references) {
            long id =
                    reference.kind() == UserReference.Kind.PUBLIC ? idOfPublic : of(reference).id();
            if (!ids.contains(id)) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** The users with these names that there are. */
    List<UserInfo> existing(List<String> names) {
        return all.stream().filter(user -> names.contains(user.name())).toList();
    }

    private UserInfo named(String name) throws SqlException {
        for (UserInfo user : all) {
            if (user.name().equals(name)) {
                return user;
            }
        }
        String near =
                Nearest.of(name, all.stream().map(UserInfo::name).toList())
                        .map(Hints::didYouMean)
                        .orElse("");
        throw missing(name, near);
    }

    private UserInfo current() throws SqlException {
        for (UserInfo user : all) {
            if (user.id() == actor.userId()) {
                return user;
            }
        }
        throw new SqlException(
                UNDEFINED,
                "there is no current user",
                "Nobody logged in on this connection.",
                "say a user's name, or connect as one",
                0);
    }

    private static SqlException missing(String name, String hint) {
        return new SqlException(UNDEFINED, "role \"" + name + "\" does not exist", "", hint, 0);
    }
}
