package io.nextval.client;

import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

/**
 * Asks for values of a sequence: by id once it is known, else by name. An id that is unknown to the
 * server was dropped; the name may have a new one.
 */
final class NextRequest implements Request {
    private static final String UNDEFINED = "42P01";

    private final SequenceHandle sequence;
    private final @Nullable Batch batch;
    private final long count;
    private boolean byId;
    private boolean askedAgain;

    /** A combined request of as many values as the batch has callers when it is sent. */
    NextRequest(SequenceHandle sequence, Batch batch) {
        this.sequence = sequence;
        this.batch = batch;
        this.count = 0;
    }

    /** A request of its own, all or nothing. */
    NextRequest(SequenceHandle sequence, long count) {
        this.sequence = sequence;
        this.batch = null;
        this.count = count;
    }

    @Override
    public int slot() {
        return sequence.slot();
    }

    @Override
    public Frame frame(int group, Ticket ticket) {
        long wanted = batch == null ? count : batch.size();
        boolean atomic = batch == null;
        long id = sequence.id();
        byId = id != SequenceHandle.UNKNOWN;
        return byId
                ? new Next(group, ticket, id, wanted, atomic)
                : new NextByName(group, ticket, sequence.schema(), sequence.name(), wanted, atomic);
    }

    @Override
    public boolean asksAgainAfter(Failure failure) {
        if (!byId || askedAgain || !failure.sqlState().equals(UNDEFINED)) {
            return false;
        }
        askedAgain = true;
        sequence.forget();
        return true;
    }
}
