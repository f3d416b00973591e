package io.nextval.client;

import io.nextval.client.blocks.BlockCache;
import io.nextval.client.blocks.BlockSource;
import io.nextval.client.blocks.Reservation;
import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.Reserved;
import io.nextval.wire.Retry;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.atomic.AtomicReference;

/**
 * One sequence, as all plans of a client share it. Any thread; calls block until they have their
 * values.
 *
 * <p>A sequence is drawn from directly until a server says that it has a CACHE; from then on its
 * {@link BlockCache} serves, which draws directly again when it hears that the CACHE is gone.
 */
public final class SequenceHandle implements BlockSource {
    static final long UNKNOWN = -1;

    private final Cluster cluster;
    private final String schema;
    private final String name;
    private final int slot;
    private final Combiner combiner = new Combiner(this);
    private volatile long id = UNKNOWN;
    private final AtomicReference<@Nullable BlockCache> blocks = new AtomicReference<>();

    SequenceHandle(Cluster cluster, String schema, String name, int slot) {
        this.cluster = cluster;
        this.schema = schema;
        this.name = name;
        this.slot = slot;
    }

    /** The next value; from a block, or combined with other callers of the moment. */
    public long next(long timeoutNanos) throws ClientException {
        return next(Deadline.after(timeoutNanos));
    }

    /** The next value; from a block, or combined with other callers of the moment. */
    public long next(Deadline deadline) throws ClientException {
        BlockCache cached = blocks.get();
        return cached == null ? combiner.next(deadline) : cached.next(deadline);
    }

    /** The next {@code count} values, all or none. */
    public Granted next(long count, long timeoutNanos) throws ClientException {
        return next(count, Deadline.after(timeoutNanos));
    }

    /** The next {@code count} values, all or none; from a block, or in a request of their own. */
    public Granted next(long count, Deadline deadline) throws ClientException {
        BlockCache cached = blocks.get();
        return cached == null ? draw(count, deadline) : cached.next(count, deadline);
    }

    @Override
    public long draw(Deadline deadline) throws ClientException {
        return combiner.next(deadline);
    }

    @Override
    public Granted draw(long count, Deadline deadline) throws ClientException {
        TicketedCall call = new TicketedCall(cluster, new NextRequest(this, count), null);
        Frame reply = call.run(deadline);
        if (reply == null) {
            boolean unknown = call.outcomeUnknown();
            reply = call.giveUp();
            if (reply == null) {
                throw noAnswer(deadline.timeoutNanos(), call, unknown);
            }
        }
        Granted granted = granted(reply);
        if (granted == null || granted.count() != count) {
            throw Call.failure(reply);
        }
        drew(granted.sequenceId());
        return granted;
    }

    @Override
    public Reservation reserve(long count, Deadline deadline) throws ClientException {
        return ReserveRequest.reserve(this, count, deadline);
    }

    @Override
    public ClientException noValue(Deadline deadline, String reason) {
        return noAnswer(deadline.timeoutNanos(), reason, false);
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

    /** Values of the sequence with this id were drawn directly; before they are handed out. */
    void drew(long granted) {
        learn(granted);
        BlockCache cached = blocks.get();
        if (cached != null) {
            cached.passed();
        }
    }

    /** The values of an answer to a request that draws, whose other news are kept; else null. */
    @Nullable Granted granted(Frame answer) {
        if (answer instanceof Reserved values && values.count() > 0) {
            cache(values.cache());
            return new Granted(
                    values.sequenceId(), values.first(), values.count(), values.increment(), null);
        }
        return answer instanceof Granted granted ? granted : null;
    }

    private void cache(long values) {
        if (values > 1 && blocks.get() == null) {
            boolean unused = blocks.compareAndSet(null, new BlockCache(this));
        }
        BlockCache cached = blocks.get();
        if (cached != null) {
            cached.cache(values);
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
