package io.nextval.server.state;

import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.readyGroup;
import static io.nextval.server.state.Requests.register;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LimitsTest {
    private static final int WINDOW = StateLimits.ANSWERS_PER_CLIENT_MAX;
    private final GroupState state = readyGroup();

    @Test
    void refusesACallOfAClientThatSettlesNothing() {
        fillWindow();

        Answer refused = one(state, next(call(WINDOW + 1), "orders", 1));
        assertThat(sqlStateOf(refused)).isEqualTo("54000");
        assertThat(first(one(state, next(call(WINDOW), "orders", 1)))).isEqualTo(WINDOW - 1);
    }

    @Test
    void neverExecutesARefusedCallLater() {
        fillWindow();
        one(state, next(call(WINDOW + 2), "orders", 1));

        Ticket settling = new Ticket(1, WINDOW + 3, WINDOW);
        assertThat(first(one(state, next(settling, "orders", 1)))).isEqualTo(WINDOW);
        assertThat(sqlStateOf(one(state, next(call(WINDOW + 2), "orders", 1)))).isEqualTo("54000");
        assertThat(sqlStateOf(one(state, next(call(WINDOW + 1), "orders", 1)))).isEqualTo("54000");
        GroupState restored = GroupState.restore(state.snapshot());
        assertThat(sqlStateOf(one(restored, next(call(WINDOW + 2), "orders", 1))))
                .isEqualTo("54000");
        assertThat(first(one(state, next(call(WINDOW + 4), "orders", 1)))).isEqualTo(WINDOW + 1);
    }

    @Test
    void refusesCallsOfAllClientsWhenAllTogetherSettleNothing() {
        one(state, createSequence(call(1), "orders", plain()));
        int clients = StateLimits.ANSWERS_PER_GROUP_MAX / WINDOW;
        for (int client = 2; client <= clients + 1; client++) {
            one(state, register(client));
            for (int call = 1;
                    call <= WINDOW
                            && state.clients().recordedAnswers()
                                    < StateLimits.ANSWERS_PER_GROUP_MAX;
                    call++) {
                one(state, next(new Ticket(client, call, 1), "none", 1));
            }
        }
        assertThat(sqlStateOf(one(state, next(call(2), "orders", 1)))).isEqualTo("54000");
        one(state, next(new Ticket(2, WINDOW + 1, WINDOW + 1), "orders", 1));
        assertThat(first(one(state, next(call(3), "orders", 1)))).isEqualTo(2);
    }

    @Test
    void refusesANewClientRatherThanForgetALiveOne() {
        for (int client = 2; client <= StateLimits.CLIENTS_PER_GROUP_MAX; client++) {
            one(state, register(client));
        }
        assertThat(sqlStateOf(one(state, register(0)))).isEqualTo("53300");
        assertThat(one(state, register(1))).isEqualTo(new Answer.Registered(1));
        assertThat(one(state, StateLimits.TICKET_RETENTION_MILLIS + 1, register(0)))
                .isEqualTo(new Answer.Registered(StateLimits.CLIENTS_PER_GROUP_MAX + 1L));
        assertThat(state.clients().size()).isEqualTo(1);
    }

    @Test
    void refusesASequenceBeyondTheLimitAndRestoresAsManyAsTheLimit() {
        int limit = StateLimits.SEQUENCES_PER_GROUP_MAX;
        for (int i = 1; i <= limit; i++) {
            Ticket settling = new Ticket(1, i, i);
            one(state, createSequence(settling, "s" + i, plain()));
        }
        assertThat(state.sequences().size()).isEqualTo(limit);
        Ticket ticket = new Ticket(1, limit + 1, limit + 1);
        assertThat(sqlStateOf(one(state, createSequence(ticket, "more", plain()))))
                .isEqualTo("54000");
        byte[] snapshot = state.snapshot();
        assertThat(GroupState.restore(snapshot).snapshot()).isEqualTo(snapshot);
    }

    private void fillWindow() {
        one(state, createSequence(call(1), "orders", plain()));
        for (int call = 2; call <= WINDOW; call++) {
            assertThat(first(one(state, next(call(call), "orders", 1)))).isEqualTo(call - 1);
        }
    }

    private static long first(Answer answer) {
        return ((Answer.Granted) answer).first();
    }
}
