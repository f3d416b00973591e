package io.nextval.sql;

import java.util.List;

/**
 * {@code DROP USER [IF EXISTS] name, …}, or DROP ROLE, which is the same.
 *
 * @param names the users to drop, at least one, in the order of the text
 * @param ifExists whether a missing user is passed over without an error
 */
public record DropUser(List<String> names, boolean ifExists) implements Statement {
    public DropUser {
        names = List.copyOf(names);
    }
}
