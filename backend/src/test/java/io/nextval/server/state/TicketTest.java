package io.nextval.server.state;

import static io.nextval.server.state.Requests.as;
import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.dropSequence;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.readyGroup;
import static io.nextval.server.state.Requests.register;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Batch;
import io.nextval.server.command.Command;
import io.nextval.server.command.Privileges;
import io.nextval.sql.SequenceOptions;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;

@Timeout(60)
class TicketTest {
    private final GroupState state = readyGroup();

    @Test
    void givesAClientTheSameRegistrationAgain() {
        assertThat(one(state, register(1))).isEqualTo(new Answer.Registered(1));
        assertThat(one(state, register(2))).isEqualTo(new Answer.Registered(2));
        assertThat(one(state, register(1))).isEqualTo(new Answer.Registered(1));
    }

    @Test
    void returnsSameValueWhenTicketIsRetried() {
        one(state, createSequence(call(1), "orders", plain()));
        Answer first = one(state, next(call(2), "orders", 3));
        Answer second = one(state, next(call(3), "orders", 1));

        assertThat(one(state, next(call(2), "orders", 3))).isEqualTo(first);
        assertThat(one(state, next(call(3), "orders", 1))).isEqualTo(second);
        assertThat(one(state, next(call(4), "orders", 1))).isEqualTo(granted(second, 5));
    }

    @Test
    void returnsSameValueWhenTheTicketIsTwiceInOneBatch() {
        one(state, createSequence(call(1), "orders", plain()));
        Command next = next(call(2), "orders", 1);

        List<Answer> answers = state.apply(new Batch(0, List.of(next, next, next)));
        assertThat(answers).containsOnly(answers.get(0)).hasSize(3);
    }

    @Test
    void returnsSameAnswerToRetriedCreateAndDrop() {
        Command create = createSequence(call(1), "orders", plain());
        Command drop = dropSequence(call(2), "orders");
        assertThat(one(state, create)).isEqualTo(Answers.DONE);
        assertThat(one(state, create)).isEqualTo(Answers.DONE);
        assertThat(one(state, drop)).isEqualTo(Answers.DONE);
        assertThat(one(state, drop)).isEqualTo(Answers.DONE);
        assertThat(one(state, create)).isEqualTo(Answers.DONE);
        assertThat(sqlStateOf(one(state, next(call(3), "orders", 1)))).isEqualTo("42P01");
    }

    @Test
    void returnsSameRefusalEvenIfItWouldSucceedNow() {
        assertThat(sqlStateOf(one(state, next(call(1), "orders", 1)))).isEqualTo("42P01");
        one(state, createSequence(call(2), "orders", plain()));

        assertThat(sqlStateOf(one(state, next(call(1), "orders", 1)))).isEqualTo("42P01");
    }

    @Test
    void returnsTheSameBlockWhenTheTicketIsRetried() {
        one(state, 1_000, createSequence(call(1), "blocks", Requests.cached()));
        Command reserve = Requests.reserve(call(2), "blocks", 500, 10_000);
        Answer block = one(state, 2_000, reserve);

        assertThat(one(state, 9_000, reserve)).isEqualTo(block);
        one(
                state,
                9_000,
                new Command.AlterSequence(
                        call(3), "public", "blocks", false, SequenceOptions.NONE, true, null));
        assertThat(one(GroupState.restore(state.snapshot()), 9_000, reserve)).isEqualTo(block);
        assertThat(one(state, 9_000, Requests.reserve(call(4), "blocks", 7, 1)))
                .isNotEqualTo(block);
    }

    @Test
    void holdsTheAnswerToARetriedTicketUntilTheSameMoment() {
        one(state, 1_000, createSequence(call(1), "blocks", Requests.cached()));
        one(state, 2_000, Requests.reserve(call(2), "blocks", 500, 10_000));
        Command drop = dropSequence(call(3), "blocks");
        Answer held = one(state, 5_000, drop);

        assertThat(held).isEqualTo(new Answer.Held(12_150, Answers.DONE));
        assertThat(one(state, 60_000, drop)).isEqualTo(held);
        assertThat(one(GroupState.restore(state.snapshot()), 60_000, drop)).isEqualTo(held);
    }

    @Test
    void returnsTheSameRefusalEvenIfTheUserHasThePrivilegeNow() {
        one(state, createSequence(call(1), "orders", plain()));
        Command asked = as(5, next(call(2), "orders", 1));
        assertThat(sqlStateOf(one(state, asked))).isEqualTo("42501");
        one(state, grantUsage(call(3), false));

        assertThat(sqlStateOf(one(state, asked))).isEqualTo("42501");
        Answer first = one(state, as(5, next(call(4), "orders", 1)));
        one(state, grantUsage(call(5), true));
        assertThat(one(state, as(5, next(call(4), "orders", 1))))
                .isEqualTo(first)
                .isEqualTo(granted(first, 1));
    }

    private static Command grantUsage(Ticket ticket, boolean revoke) {
        return new Command.GrantOnSequence(
                ticket, "public", "orders", revoke, Privileges.USAGE, List.of(5L));
    }

    @Test
    void refusesATicketThatWasSettled() {
        one(state, createSequence(call(1), "orders", plain()));
        one(state, next(call(2), "orders", 1));
        one(state, next(new Ticket(1, 3, 3), "orders", 1));

        assertThat(sqlStateOf(one(state, next(call(2), "orders", 1)))).isEqualTo("NV003");
        assertThat(sqlStateOf(one(state, next(new Ticket(1, 9, 10), "orders", 1))))
                .isEqualTo("NV003");
        assertThat(sqlStateOf(one(state, next(call(0), "orders", 1)))).isEqualTo("NV003");
    }

    @Test
    void neverMovesTheSettledCallsBack() {
        one(state, createSequence(call(1), "orders", plain()));
        one(state, next(new Ticket(1, 5, 5), "orders", 1));
        one(state, next(new Ticket(1, 6, 2), "orders", 1));

        assertThat(sqlStateOf(one(state, next(call(4), "orders", 1)))).isEqualTo("NV003");
    }

    @Test
    void executesACallThatWasOvertakenByALaterOne() {
        one(state, createSequence(call(1), "orders", plain()));
        Answer late = one(state, next(call(3), "orders", 1));
        Answer early = one(state, next(call(2), "orders", 1));

        assertThat(early).isEqualTo(granted(late, 2));
        assertThat(one(state, next(call(3), "orders", 1))).isEqualTo(late);
        assertThat(one(state, next(call(2), "orders", 1))).isEqualTo(early);
    }

    @Test
    void consumesNothingForAnUnknownRegistration() {
        one(state, createSequence(call(1), "orders", plain()));
        for (long registration : new long[] {0, -1, 2, Long.MAX_VALUE, Long.MIN_VALUE}) {
            Ticket ticket = new Ticket(registration, 1, 1);
            assertThat(one(state, next(ticket, "orders", 1))).isEqualTo(Answers.EXPIRED);
            assertThat(one(state, dropSequence(ticket, "orders"))).isEqualTo(Answers.EXPIRED);
            assertThat(one(state, createSequence(ticket, "x", plain()))).isEqualTo(Answers.EXPIRED);
        }
        Answer first = one(state, next(call(2), "orders", 1));
        assertThat(first).isEqualTo(granted(first, 1));
    }

    @Test
    void forgetsAClientThatWasIdleForLongerThanTheRetention() {
        long retention = StateLimits.TICKET_RETENTION_MILLIS;
        one(state, 1000, createSequence(call(1), "orders", plain()));
        one(state, 1000 + retention, next(call(2), "orders", 1));
        one(state, 1000 + 2 * retention, next(call(2), "orders", 1));

        assertThat(one(state, 1001 + 3 * retention, next(call(2), "orders", 1)))
                .isEqualTo(Answers.EXPIRED);
        assertThat(one(state, register(1))).isEqualTo(new Answer.Registered(2));
        Answer again = one(state, next(new Ticket(2, 1, 1), "orders", 1));
        assertThat(again).isEqualTo(granted(again, 2));
    }

    @Test
    void keepsAClientThatRegistersAgainInTime() {
        long retention = StateLimits.TICKET_RETENTION_MILLIS;
        one(state, retention, register(2));
        one(state, retention, register(1));
        one(state, 2 * retention, register(1));

        assertThat(one(state, 2 * retention + 1, register(1))).isEqualTo(new Answer.Registered(1));
        assertThat(one(state, 2 * retention + 1, register(2))).isEqualTo(new Answer.Registered(3));
    }

    @Test
    void neverLetsLogTimeGoBack() {
        one(state, 5000, register(1));
        one(state, 3000, register(1));
        assertThat(state.logTimeMillis()).isEqualTo(5000);
        state.apply(new Batch(Long.MIN_VALUE, List.of()));
        assertThat(state.logTimeMillis()).isEqualTo(5000);
        state.apply(new Batch(Long.MAX_VALUE, List.of()));
        assertThat(state.logTimeMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(state.clients().size()).isZero();
        assertThat(state.appliedEntries()).isEqualTo(6);
    }

    private static Answer granted(Answer like, long first) {
        Answer.Granted granted = (Answer.Granted) like;
        return new Answer.Granted(granted.sequenceId(), first, 1, 1, null);
    }
}
