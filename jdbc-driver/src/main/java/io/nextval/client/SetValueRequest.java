package io.nextval.client;

import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.SetValue;
import io.nextval.wire.Ticket;

/** Sets a sequence, at the leader of the group that owns it. */
record SetValueRequest(SequenceHandle sequence, long value, boolean called) implements Request {
    @Override
    public int slot() {
        return sequence.slot();
    }

    @Override
    public Frame frame(int group, Ticket ticket) {
        return new SetValue(group, ticket, sequence.schema(), sequence.name(), value, called);
    }

    @Override
    public boolean asksAgainAfter(Failure failure) {
        return false;
    }
}
