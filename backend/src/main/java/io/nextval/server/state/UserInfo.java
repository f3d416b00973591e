package io.nextval.server.state;

import org.jspecify.annotations.Nullable;

/**
 * A user as the catalog knows it.
 *
 * @param id names this user for ever; counted from 1
 * @param name may be given to another user once this one is dropped
 * @param superuser whether the user passes every check
 * @param verifier what a password is checked with, null if there is none; never to be shown
 */
public record UserInfo(long id, String name, boolean superuser, @Nullable String verifier) {

    /** Without the verifier, so that no log and no message gives it away. */
    @Override
    public String toString() {
        return "UserInfo[id=" + id + ", name=" + name + ", superuser=" + superuser + "]";
    }
}
