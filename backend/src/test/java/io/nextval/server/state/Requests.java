package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.sql.DataType;
import io.nextval.sql.SequenceDefinition;
import io.nextval.wire.Ticket;

import java.util.List;
import java.util.UUID;

/** Short ways to say what the tests of the state ask of it. */
final class Requests {
    static final long MIN = Long.MIN_VALUE;
    static final long MAX = Long.MAX_VALUE;

    private Requests() {}

    /** Group 1 with all slots and client number 1. */
    static GroupState readyGroup() {
        GroupState state = GroupState.empty(1);
        one(state, new Command.AdoptSlots(0, Slots.COUNT - 1));
        assertThat(one(state, register(1))).isEqualTo(new Answer.Registered(1));
        return state;
    }

    static Answer one(GroupState state, Command command) {
        return one(state, state.logTimeMillis(), command);
    }

    static Answer one(GroupState state, long logTimeMillis, Command command) {
        return state.apply(new Batch(logTimeMillis, List.of(command))).get(0);
    }

    static Command register(long number) {
        return new Command.RegisterClient(new UUID(0, number));
    }

    /** The call of client 1 with nothing settled. */
    static Ticket call(long call) {
        return new Ticket(1, call, 1);
    }

    static Command next(Ticket ticket, long sequenceId, long count) {
        return new Command.Next(ticket, sequenceId, count, false);
    }

    static Command next(Ticket ticket, String name, long count) {
        return new Command.NextByName(ticket, "public", name, count, false);
    }

    static Command createSequence(Ticket ticket, String name, SequenceDefinition definition) {
        return new Command.CreateSequence(ticket, "public", name, definition, false, 0);
    }

    static Command dropSequence(Ticket ticket, String name) {
        return new Command.DropSequence(ticket, "public", name, false);
    }

    /** The command of the user with this id, who is no superuser. */
    static Command as(long user, Command command) {
        return new Command.As(user, false, (Command.Ticketed) command);
    }

    static Command reserve(Ticket ticket, String name, long count, long validMillis) {
        return new Command.Reserve(ticket, "public", name, count, validMillis);
    }

    /** {@code CREATE SEQUENCE … CACHE 50}. */
    static SequenceDefinition cached() {
        return new SequenceDefinition(DataType.BIGINT, 1, 1, 1, MAX, false, 50, false);
    }

    /** {@code CREATE SEQUENCE} without options. */
    static SequenceDefinition plain() {
        return bounded(1, 1, 1, MAX, false);
    }

    static SequenceDefinition bounded(
            long start, long increment, long min, long max, boolean cycle) {
        return new SequenceDefinition(DataType.BIGINT, start, increment, min, max, cycle, 1, true);
    }

    /** One that stands alone. */
    static Sequence sequence(SequenceDefinition definition, long lastValue, boolean isCalled) {
        SequenceName name = new SequenceName("public", "s");
        return new Sequence(1, name, definition, lastValue, isCalled, 0, null, Access.NOBODYS);
    }

    static String sqlStateOf(Answer answer) {
        return answer instanceof Answer.Rejected rejected ? rejected.sqlState() : "none: " + answer;
    }

    static String messageOf(Answer answer) {
        return answer instanceof Answer.Rejected rejected ? rejected.message() : "none: " + answer;
    }
}
