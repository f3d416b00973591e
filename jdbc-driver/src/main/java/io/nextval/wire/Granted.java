package io.nextval.wire;

import org.jspecify.annotations.Nullable;

/** A run of {@code count} values of one sequence; see {@link #value}. */
public record Granted(long sequenceId, long first, long count, long increment, @Nullable Wrap wrap)
        implements Frame {
    /** The value at {@code index}, which must be in {@code 0 … count-1}. */
    public long value(long index) {
        Wrap turn = wrap;
        if (turn == null || index < turn.firstRun()) {
            return first + index * increment;
        }
        return turn.restart() + ((index - turn.firstRun()) % turn.cycleLength()) * increment;
    }

    @Override
    public int type() {
        return FrameType.GRANTED;
    }
}
