package io.nextval.wire;

/**
 * A run of {@code count} values of one sequence that may be handed out for {@code validMillis},
 * counted from before the request was sent for the first time; with 0 they are for the callers that
 * wait for them now. Answers {@link Reserve}, with no values and validity 0 if the sequence is
 * strict; and {@link Next} or {@link NextByName} where the client may reserve.
 *
 * @param cache the sequence's CACHE; 1 says that nothing may be kept
 */
public record Reserved(
        long sequenceId, long first, long count, long increment, long validMillis, long cache)
        implements Frame {
    /** The value at {@code index}, which must be in {@code 0 … count-1}. */
    public long value(long index) {
        return first + index * increment;
    }

    @Override
    public int type() {
        return FrameType.RESERVED;
    }
}
