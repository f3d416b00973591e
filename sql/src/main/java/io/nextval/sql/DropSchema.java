package io.nextval.sql;

import java.util.List;

/**
 * {@code DROP SCHEMA [IF EXISTS] name, … [CASCADE]}.
 *
 * @param names the schemas to drop, at least one, in the order of the text
 * @param ifExists whether a missing schema is passed over without an error
 * @param cascade whether their sequences are dropped with them
 */
public record DropSchema(List<String> names, boolean ifExists, boolean cascade)
        implements Statement {
    public DropSchema {
        names = List.copyOf(names);
    }
}
