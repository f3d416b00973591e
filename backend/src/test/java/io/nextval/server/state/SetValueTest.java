package io.nextval.server.state;

import static io.nextval.server.state.Requests.as;
import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.readyGroup;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.Privileges;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

/** SETVAL has its place in the log once: a late retry of it is not another one. */
@Timeout(60)
class SetValueTest {
    private static final long USER = 5;

    private final GroupState state = readyGroup();

    @BeforeEach
    void create() {
        one(state, createSequence(call(1), "orders", plain()));
    }

    @Test
    void whatWasDrawnAfterASetvalIsNotDrawnAgainWhenTheSetvalIsRetried() {
        Command set = setValue(call(2), 100);
        Answer answer = one(state, set);
        assertThat(drawn(call(3))).isEqualTo(101);
        assertThat(one(state, set)).isEqualTo(answer);
        assertThat(drawn(call(4))).isEqualTo(102);
        assertThat(one(GroupState.restore(state.snapshot()), set)).isEqualTo(answer);
    }

    @Test
    void theLaterOfTwoSetvalsStaysWhenTheEarlierOneIsRetried() {
        Command older = setValue(call(2), 9_000);
        Command newer = setValue(call(3), 100);
        Answer answer = one(state, older);
        one(state, newer);
        assertThat(one(state, older)).isEqualTo(answer);
        assertThat(drawn(call(4))).isEqualTo(101);
    }

    @Test
    void theSameHoldsForAUserWhoMaySetIt() {
        one(
                state,
                new Command.GrantOnSequence(
                        call(2), "public", "orders", false, Privileges.UPDATE, List.of(USER)));
        Command set = as(USER, setValue(call(3), 100));
        Answer answer = one(state, set);
        assertThat(drawn(call(4))).isEqualTo(101);
        assertThat(one(state, set)).isEqualTo(answer);
        assertThat(drawn(call(5))).isEqualTo(102);
    }

    private long drawn(Ticket ticket) {
        return ((Answer.Granted) one(state, next(ticket, "orders", 1))).first();
    }

    private static Command setValue(Ticket ticket, long value) {
        return new Command.SetValue(ticket, "public", "orders", value, true);
    }
}
