package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/**
 * {@code ALTER SEQUENCE [IF EXISTS] name options [RESTART [WITH n]]}.
 *
 * @param name the sequence to change
 * @param ifExists whether a missing sequence is passed over without an error
 * @param options what is to change; what was not said stays
 * @param restart RESTART, or null if it was not said
 */
public record AlterSequence(
        QualifiedName name, boolean ifExists, SequenceOptions options, @Nullable Restart restart)
        implements Statement {

    /**
     * RESTART [WITH n].
     *
     * @param value the next number, or null for RESTART alone: the sequence's start
     */
    public record Restart(@Nullable Long value) {}
}
