package io.nextval.client;

import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Runs a command as text at the leader of the group that owns its slot. */
record CommandRequest(int slot, String schema, String sql, List<@Nullable Object> parameters)
        implements Request {
    @Override
    public Frame frame(int group, Ticket ticket) {
        return new Execute(group, ticket, schema, sql, parameters);
    }

    @Override
    public boolean asksAgainAfter(Failure failure) {
        return false;
    }
}
