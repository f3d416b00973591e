package io.nextval.client;

import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.Retry;

import org.jspecify.annotations.Nullable;

/**
 * One sequence, as all plans of a client share it. Any thread; calls block until they have their
 * values.
 */
public final class SequenceHandle {
    static final long UNKNOWN = -1;

    private final Cluster cluster;
    private final String schema;
    private final String name;
    private final int slot;
    private final Combiner combiner = new Combiner(this);
    private volatile long id = UNKNOWN;

    SequenceHandle(Cluster cluster, String schema, String name, int slot) {
        this.cluster = cluster;
        this.schema = schema;
        this.name = name;
        this.slot = slot;
    }

    /** The next value; combined with other callers of the moment. */
    public long next(long timeoutNanos) throws ClientException {
        return combiner.next(Deadline.after(timeoutNanos));
    }

    /** The next value; combined with other callers of the moment. */
    public long next(Deadline deadline) throws ClientException {
        return combiner.next(deadline);
    }

    /** The next {@code count} values, all or none. */
    public Granted next(long count, long timeoutNanos) throws ClientException {
        return next(count, Deadline.after(timeoutNanos));
    }

    /** The next {@code count} values, all or none. */
    public Granted next(long count, Deadline deadline) throws ClientException {
        TicketedCall call = new TicketedCall(cluster, new NextRequest(this, count), null);
        Frame reply = call.run(deadline);
        if (reply == null) {
            boolean unknown = call.outcomeUnknown();
            reply = call.giveUp();
            if (reply == null) {
                throw noAnswer(deadline.timeoutNanos(), call, unknown);
            }
        }
        if (reply instanceof Granted granted && granted.count() == count) {
            learn(granted.sequenceId());
            return granted;
        }
        throw Call.failure(reply);
    }

    /** Whether it was there when it was asked last. */
    public boolean isKnown() {
        return id != UNKNOWN;
    }

    @Override
    public String toString() {
        return schema + "." + name;
    }

    Combiner combiner() {
        return combiner;
    }

    Cluster cluster() {
        return cluster;
    }

    String schema() {
        return schema;
    }

    String name() {
        return name;
    }

    int slot() {
        return slot;
    }

    long id() {
        return id;
    }

    void learn(long granted) {
        if (id != granted) {
            id = granted;
        }
    }

    void forget() {
        id = UNKNOWN;
    }

    ClientException noAnswer(long timeoutNanos, TicketedCall call, boolean outcomeUnknown) {
        ClientException refusal = call.refusal();
        return refusal != null && !outcomeUnknown
                ? refusal
                : noAnswer(timeoutNanos, call.reason(), outcomeUnknown);
    }

    ClientException noAnswer(long timeoutNanos, @Nullable String reason, boolean outcomeUnknown) {
        return new ClientException(
                ClientException.NO_ANSWER,
                outcomeUnknown ? Retry.UNKNOWN : Retry.SAFE,
                "no value of sequence "
                        + this
                        + " within "
                        + timeoutNanos / 1_000_000
                        + " ms ("
                        + reason
                        + "); "
                        + (outcomeUnknown
                                ? "outcome unknown: numbers may have been consumed"
                                : "no number was consumed"));
    }
}
