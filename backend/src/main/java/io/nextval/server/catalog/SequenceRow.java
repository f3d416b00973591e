package io.nextval.server.catalog;

import io.nextval.sql.SequenceDefinition;

import org.jspecify.annotations.Nullable;

/**
 * What a group knows of one of its sequences, at one place of its log.
 *
 * @param schema its schema
 * @param name its name
 * @param definition its options
 * @param lastValue the value handed out last, or the next one if {@code isCalled} is false
 * @param isCalled whether a value was handed out since it was made or set
 * @param epoch version of its definition
 * @param comment text of COMMENT ON SEQUENCE, null for none
 * @param group number of the group that owns it
 */
record SequenceRow(
        String schema,
        String name,
        SequenceDefinition definition,
        long lastValue,
        boolean isCalled,
        long epoch,
        @Nullable String comment,
        int group) {}
