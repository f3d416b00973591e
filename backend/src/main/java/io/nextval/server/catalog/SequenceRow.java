package io.nextval.server.catalog;

import io.nextval.server.state.SequenceInfo;
import io.nextval.sql.SequenceDefinition;

/**
 * What a group knows of one of its sequences, at one place of its log.
 *
 * @param info the sequence
 * @param group number of the group that owns it
 */
record SequenceRow(SequenceInfo info, int group) {
    String schema() {
        return info.schema();
    }

    String name() {
        return info.name();
    }

    SequenceDefinition definition() {
        return info.definition();
    }

    /** The value handed out last, or the next one if {@link #isCalled} is false. */
    long lastValue() {
        return info.lastValue();
    }

    /** Whether a value was handed out since it was made or set. */
    boolean isCalled() {
        return info.isCalled();
    }
}
