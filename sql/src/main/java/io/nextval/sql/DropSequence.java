package io.nextval.sql;

import java.util.List;

/**
 * {@code DROP SEQUENCE [IF EXISTS] name, …}.
 *
 * @param names the sequences to drop, at least one, in the order of the text
 * @param ifExists whether a missing sequence is passed over without an error
 */
public record DropSequence(List<QualifiedName> names, boolean ifExists) implements Statement {
    public DropSequence {
        names = List.copyOf(names);
    }
}
