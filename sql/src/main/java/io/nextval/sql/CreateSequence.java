package io.nextval.sql;

/**
 * {@code CREATE SEQUENCE [IF NOT EXISTS] name options}.
 *
 * @param name the sequence to make
 * @param ifNotExists whether an existing sequence of that name is left alone without an error
 * @param options what the statement said; {@link SequenceOptions#resolve} adds the defaults
 */
public record CreateSequence(QualifiedName name, boolean ifNotExists, SequenceOptions options)
        implements Statement {}
