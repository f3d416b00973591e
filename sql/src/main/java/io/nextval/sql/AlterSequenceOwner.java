package io.nextval.sql;

/**
 * {@code ALTER SEQUENCE [IF EXISTS] name OWNER TO user}.
 *
 * @param name the sequence to give away
 * @param ifExists whether a missing sequence is passed over without an error
 * @param owner who gets it
 */
public record AlterSequenceOwner(QualifiedName name, boolean ifExists, UserReference owner)
        implements Statement {}
