package io.nextval.server.state;

import io.nextval.server.command.Command;

/**
 * Who asks for a command.
 *
 * @param id a user's id, 0 for somebody who did not log in; it owns what is created
 * @param unchecked whether it may do everything
 */
record Caller(long id, boolean unchecked) {
    /** Somebody who did not log in, where nobody has to; or the cluster itself. */
    static final Caller ANYBODY = new Caller(0, true);

    static Caller of(Command.As as) {
        return new Caller(as.userId(), as.superuser());
    }

    /** Whether it has at least one of the privileges on what is accessed like this. */
    boolean may(int anyOf, Access access) {
        return unchecked || access.allows(id, anyOf);
    }

    /** Whether it may do what only owners may. */
    boolean owns(Access access) {
        return unchecked || (id != 0 && id == access.owner());
    }
}
