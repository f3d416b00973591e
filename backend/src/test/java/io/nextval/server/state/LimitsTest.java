package io.nextval.server.state;

import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.createSequence;
import static io.nextval.server.state.Requests.messageOf;
import static io.nextval.server.state.Requests.next;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.plain;
import static io.nextval.server.state.Requests.readyGroup;
import static io.nextval.server.state.Requests.register;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.CommandLimits;
import io.nextval.wire.Ticket;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.stream.LongStream;

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

    @Test
    void refusesAGrantBeyondTheLimitOfOneSequence() {
        one(state, createSequence(call(1), "orders", plain()));
        List<Long> users = LongStream.rangeClosed(1, CommandLimits.GRANTS_MAX).boxed().toList();
        assertThat(one(state, grant(2, users))).isEqualTo(Answers.DONE);

        Answer refused = one(state, grant(3, List.of(0L)));
        assertThat(sqlStateOf(refused)).isEqualTo("54000");
        assertThat(messageOf(refused))
                .isEqualTo("too many grants on sequence orders: the limit is 1000");
        assertThat(one(state, grant(4, users))).isEqualTo(Answers.DONE);
        byte[] snapshot = state.snapshot();
        assertThat(GroupState.restore(snapshot).snapshot()).isEqualTo(snapshot);
    }

    @Test
    void refusesAGrantBeyondTheLimitOfTheGroup() {
        List<Long> users = LongStream.rangeClosed(1, CommandLimits.GRANTS_MAX).boxed().toList();
        int full = StateLimits.GRANTS_PER_GROUP_MAX / CommandLimits.GRANTS_MAX;
        for (int i = 0; i <= full; i++) {
            long call = 2L * i + 1;
            one(state, createSequence(new Ticket(1, call, call), "s" + i, plain()));
            Answer granted = one(state, grantAll(call + 1, "s" + i, users));
            assertThat(granted instanceof Answer.Done).isEqualTo(i < full);
        }
        long call = 2L * full + 3;
        int left = StateLimits.GRANTS_PER_GROUP_MAX % CommandLimits.GRANTS_MAX;
        String last = "s" + full;
        assertThat(one(state, grantAll(call, last, users.subList(0, left))))
                .isEqualTo(Answers.DONE);
        Answer refused = one(state, grantAll(call + 1, last, List.of(0L)));
        assertThat(messageOf(refused))
                .isEqualTo("too many grants in group 1: the limit is 4194304");
        one(state, new Command.DropSequence(new Ticket(1, call + 2, 1), "public", "s0", false));
        assertThat(one(state, grantAll(call + 3, last, List.of(0L)))).isEqualTo(Answers.DONE);
    }

    private static Command grantAll(long call, String name, List<Long> users) {
        return new Command.GrantOnSequence(
                new Ticket(1, call, call), "public", name, false, 1, users);
    }

    @Test
    void refusesAUserBeyondTheLimitAndRestoresAsManyAsTheLimit() {
        GroupState catalog = GroupState.empty(GroupState.CATALOG_GROUP);
        one(catalog, register(1));
        for (int i = 1; i <= StateLimits.USERS_MAX; i++) {
            assertThat(one(catalog, user(i))).isEqualTo(Answers.DONE);
        }
        Answer refused = one(catalog, user(StateLimits.USERS_MAX + 1));
        assertThat(sqlStateOf(refused)).isEqualTo("54000");
        assertThat(messageOf(refused)).isEqualTo("too many roles: the limit is 10000");
        byte[] snapshot = catalog.snapshot();
        assertThat(GroupState.restore(snapshot).snapshot()).isEqualTo(snapshot);
        assertThat(GroupState.restore(snapshot).users()).hasSize(StateLimits.USERS_MAX);
    }

    @Test
    void refusesASchemaBeyondTheLimitAndRestoresAsManyAsTheLimit() {
        GroupState catalog = GroupState.empty(GroupState.CATALOG_GROUP);
        one(catalog, register(1));
        int created = 0;
        Answer answer = one(catalog, schema(1));
        while (!(answer instanceof Answer.Rejected) && created <= StateLimits.SCHEMAS_MAX) {
            created++;
            answer = one(catalog, schema(created + 1));
        }
        assertThat(sqlStateOf(answer)).isEqualTo("54000");
        assertThat(messageOf(answer)).isEqualTo("too many schemas: the limit is 1024");
        assertThat(catalog.schemas()).hasSize(StateLimits.SCHEMAS_MAX);
        byte[] snapshot = catalog.snapshot();
        assertThat(GroupState.restore(snapshot).schemas()).hasSize(StateLimits.SCHEMAS_MAX);
    }

    private static Command schema(int number) {
        return new Command.CreateSchema(new Ticket(1, number, number), "s" + number, false);
    }

    private static Command user(int number) {
        Ticket settling = new Ticket(1, number, number);
        return new Command.CreateUser(settling, "u" + number, false, "v".repeat(512));
    }

    private static Command grant(long call, List<Long> users) {
        return new Command.GrantOnSequence(call(call), "public", "orders", false, 1, users);
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
