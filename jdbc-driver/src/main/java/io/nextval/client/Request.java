package io.nextval.client;

import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Ticket;

/** What a {@link TicketedCall} asks of the group that owns a slot. */
interface Request {
    int slot();

    Frame frame(int group, Ticket ticket);

    /** Whether this answer is worth asking again, under a new ticket; says yes at most once. */
    boolean asksAgainAfter(Failure failure);
}
