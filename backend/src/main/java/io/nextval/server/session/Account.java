package io.nextval.server.session;

import org.jspecify.annotations.Nullable;

/**
 * A user as far as logging in goes.
 *
 * @param id its id in the catalog
 * @param name its name
 * @param verifier what its password is checked against; null if it has none and can not log in with
 *     one
 */
public record Account(long id, String name, @Nullable String verifier) {
    /** Without the verifier. */
    @Override
    public String toString() {
        return "Account[" + id + ", " + name + "]";
    }
}
