package io.nextval.client;

import io.nextval.client.blocks.Reservation;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Reserve;
import io.nextval.wire.Reserved;
import io.nextval.wire.Ticket;

/**
 * Asks for a block of a sequence, at the leader of the group that owns it; executed once, however
 * often it is sent.
 */
record ReserveRequest(SequenceHandle sequence, long count) implements Request {
    /**
     * Reserves a block. Its time runs from here: the clocks are read before the request is sent for
     * the first time, under whichever ticket that is.
     *
     * @throws ClientException NV001 if there is no answer in time, or the server's error
     */
    static Reservation reserve(SequenceHandle sequence, long count, Deadline deadline)
            throws ClientException {
        long begunNanos = System.nanoTime();
        long begunMillis = System.currentTimeMillis();
        TicketedCall call =
                new TicketedCall(sequence.cluster(), new ReserveRequest(sequence, count), null);
        Frame reply = call.run(deadline);
        if (reply == null) {
            boolean unknown = call.outcomeUnknown();
            reply = call.giveUp();
            if (reply == null) {
                throw sequence.noAnswer(deadline.timeoutNanos(), call, unknown);
            }
        }
        if (reply instanceof Reserved reserved && reserved.count() <= count) {
            sequence.learn(reserved.sequenceId());
            return new Reservation(reserved, begunNanos, begunMillis);
        }
        throw Call.failure(reply);
    }

    @Override
    public int slot() {
        return sequence.slot();
    }

    @Override
    public Frame frame(int group, Ticket ticket) {
        return new Reserve(group, ticket, sequence.schema(), sequence.name(), count);
    }

    @Override
    public boolean asksAgainAfter(Failure failure) {
        return false;
    }
}
