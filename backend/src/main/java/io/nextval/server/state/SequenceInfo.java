package io.nextval.server.state;

import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

/**
 * A sequence as it stood when the state was read. Immutable.
 *
 * @param id names this incarnation of the sequence for ever
 * @param schema name of its schema
 * @param name its name in the schema
 * @param definition its options, all filled in
 * @param lastValue the last value handed out, or the next one while {@code isCalled} is false
 * @param isCalled whether {@code lastValue} was handed out
 * @param epoch how often ALTER SEQUENCE or SETVAL changed it since it was created
 * @param comment of COMMENT ON SEQUENCE, null if there is none
 */
public record SequenceInfo(
        long id,
        String schema,
        String name,
        SequenceDefinition definition,
        long lastValue,
        boolean isCalled,
        long epoch,
        @Nullable String comment) {}
