package io.nextval.server.state;

import static io.nextval.server.state.Requests.as;
import static io.nextval.server.state.Requests.call;
import static io.nextval.server.state.Requests.messageOf;
import static io.nextval.server.state.Requests.one;
import static io.nextval.server.state.Requests.sqlStateOf;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.Task;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;
import java.util.List;

@Timeout(60)
class UsersTest {
    private static final long ROOT = 1;
    private static final long ANNA = 2;

    private final GroupState state = GroupState.empty(GroupState.CATALOG_GROUP);
    private long calls;

    @BeforeEach
    void createsTwoUsers() {
        one(state, Requests.register(1));
        assertThat(create("root", true)).isEqualTo(Answers.DONE);
        assertThat(create("anna", false)).isEqualTo(Answers.DONE);
    }

    @Test
    void knowsUsersByNameAndById() {
        assertThat(state.users())
                .containsExactly(
                        new UserInfo(ANNA, "anna", false, "v"),
                        new UserInfo(ROOT, "root", true, "v"));
        assertThat(state.user("anna")).isEqualTo(state.user(ANNA)).isNotNull();
        assertThat(state.user("nobody")).isNull();
        assertThat(state.user(0)).isNull();
        assertThat(GroupState.empty(1).users()).isEmpty();
    }

    @Test
    void neverGivesAnIdAgain() {
        one(state, drop(false, "anna"));
        assertThat(state.user(ANNA)).isNull();
        create("anna", false);

        assertThat(state.user("anna")).isEqualTo(new UserInfo(3, "anna", false, "v"));
        GroupState restored = GroupState.restore(state.snapshot());
        one(restored, drop(false, "anna"));
        one(restored, new Command.CreateUser(call(++calls), "anna", false, null));
        assertThat(restored.user("anna")).isEqualTo(new UserInfo(4, "anna", false, null));
    }

    @Test
    void refusesNamesThatAreTakenOrReserved() {
        assertRefused(create("anna", true), "42710", "role \"anna\" already exists");
        assertRefused(create("public", true), "42939", "role name \"public\" is reserved");
        assertRefused(create("none", true), "42939", "role name \"none\" is reserved");
        assertRefused(create("pg_read", true), "42939", "role name \"pg_read\" is reserved");
    }

    @Test
    void letsSuperusersOnlyCreateAndDropUsers() {
        Command create = new Command.CreateUser(call(++calls), "bert", false, null);
        assertRefused(one(state, as(ANNA, create)), "42501", "permission denied to create role");
        assertRefused(
                one(state, as(ANNA, drop(false, "root"))),
                "42501",
                "permission denied to drop role");
        Command again = new Command.CreateUser(call(++calls), "bert", false, null);
        assertThat(one(state, as(ROOT, again))).isEqualTo(Answers.DONE);
        assertThat(one(state, as(ROOT, drop(false, "bert", "anna")))).isEqualTo(Answers.DONE);
    }

    /** The node that passed the command on may have believed something older. */
    @Test
    void believesItselfAndNotTheNodeThatAsks() {
        Command.CreateUser create = new Command.CreateUser(call(++calls), "bert", false, null);
        assertRefused(
                one(state, new Command.As(ANNA, true, create)),
                "42501",
                "permission denied to create role");
        assertRefused(
                one(state, as(77, new Command.CreateSchema(call(++calls), "x", false))),
                "28000",
                "role with id 77 does not exist");
    }

    @Test
    void letsUsersChangeTheirOwnPasswordAndNothingElse() {
        assertThat(one(state, as(ANNA, alter("anna", null, "new")))).isEqualTo(Answers.DONE);
        assertThat(state.user(ANNA)).isEqualTo(new UserInfo(ANNA, "anna", false, "new"));
        create("bert", false);
        String denied = "permission denied to alter role";
        assertRefused(one(state, as(ANNA, alter("anna", true, null))), "42501", denied);
        assertRefused(one(state, as(ANNA, alter("bert", null, "x"))), "42501", denied);
        assertRefused(one(state, as(ANNA, alter("root", null, "x"))), "42501", denied);
        assertRefused(
                one(state, alter("carl", null, "x")), "42704", "role \"carl\" does not exist");
        assertThat(one(state, as(ROOT, alter("anna", true, null)))).isEqualTo(Answers.DONE);
        assertThat(state.user(ANNA)).isEqualTo(new UserInfo(ANNA, "anna", true, "new"));
    }

    @Test
    void keepsTheLastSuperuser() {
        assertRefused(
                one(state, drop(false, "anna", "root")),
                "55006",
                "role \"root\" cannot be dropped because it is the last superuser");
        assertRefused(
                one(state, alter("root", false, null)),
                "55006",
                "role \"root\" cannot lose the SUPERUSER attribute because it is the last"
                        + " superuser");
        assertThat(state.users()).hasSize(2);

        one(state, alter("anna", true, null));
        assertThat(one(state, as(ANNA, alter("root", false, null)))).isEqualTo(Answers.DONE);
        assertThat(one(state, drop(false, "root"))).isEqualTo(Answers.DONE);
    }

    @Test
    void dropsAllOrNone() {
        assertRefused(
                one(state, drop(false, "anna", "carl")), "42704", "role \"carl\" does not exist");
        assertThat(state.user(ANNA)).isNotNull();
        Answer answer = one(state, drop(true, "anna", "carl"));
        assertThat(answer)
                .isEqualTo(
                        new Answer.Done(
                                List.of(
                                        new NoticeText(
                                                "00000",
                                                "role \"carl\" does not exist, skipping"))));
        assertThat(state.user(ANNA)).isNull();
        assertRefused(
                one(state, as(ROOT, drop(false, "root"))),
                "55006",
                "current user cannot be dropped");
    }

    @Test
    void keepsUsersThatSchemasDependOn() {
        one(state, as(ROOT, new Command.CreateSchema(call(++calls), "app", false)));
        one(state, grant(false, "app", ANNA));
        create("second", true);

        Answer owner = one(state, drop(false, "root"));
        assertRefused(
                owner,
                "2BP01",
                "role \"root\" cannot be dropped because some objects depend on it");
        assertThat(((Answer.Rejected) owner).detail()).isEqualTo("owner of schema app");
        Answer granted = one(state, drop(false, "anna"));
        assertThat(((Answer.Rejected) granted).detail()).isEqualTo("privileges for schema app");
        one(state, grant(true, "app", ANNA));
        assertThat(one(state, drop(false, "anna"))).isEqualTo(Answers.DONE);
    }

    @Test
    void grantsOnSchemasByTheirOwnersOnly() {
        one(state, as(ROOT, new Command.CreateSchema(call(++calls), "app", false)));
        create("bert", false);
        assertRefused(
                one(state, as(ANNA, grant(false, "app", ANNA))),
                "42501",
                "permission denied for schema app");
        assertThat(one(state, as(ROOT, grant(false, "app", ANNA)))).isEqualTo(Answers.DONE);
        assertThat(one(state, as(ANNA, grant(false, "app", 3))))
                .isEqualTo(AccessRefusals.nothingToGrant("app", false));
        assertRefused(
                one(state, grant(false, "app", 77)), "42704", "role with id 77 does not exist");
        assertRefused(
                one(state, grant(false, "none", ANNA)), "3F000", "schema \"none\" does not exist");
        assertThat(one(state, grant(false, "public", 0))).isEqualTo(Answers.DONE);

        assertThat(state.schemas())
                .containsExactly(
                        new SchemaInfo("app", 1, ROOT, List.of(new Grant(ANNA, 8))),
                        new SchemaInfo("public", 0, 0, List.of(new Grant(0, 8))));
        assertThat(state.schemas().get(0).allows(ANNA, Privileges.CREATE)).isTrue();
        assertThat(state.schemas().get(0).allows(ROOT, Privileges.CREATE)).isTrue();
        assertThat(state.schemas().get(0).allows(3, Privileges.CREATE)).isFalse();
        assertThat(GroupState.restore(state.snapshot()).schemas()).isEqualTo(state.schemas());
    }

    @Test
    void letsOnlyOwnersDropSchemas() {
        one(state, as(ROOT, new Command.CreateSchema(call(++calls), "app", false)));
        assertRefused(
                one(state, as(ANNA, new Command.CreateSchema(call(++calls), "x", false))),
                "42501",
                "permission denied for database nextval");
        assertRefused(dropSchema("app"), "42501", "must be owner of schema app");
        assertRefused(dropSchema("public"), "42501", "must be owner of schema public");
        assertRefused(dropSchema("gone"), "3F000", "schema \"gone\" does not exist");
    }

    private Answer dropSchema(String name) {
        Task task = new Task.DropSchemas(List.of(name), false, true);
        Answer started = one(state, as(ANNA, new Command.StartTask(call(++calls), task)));
        assertThat(started).isInstanceOf(Answer.Started.class);
        Answer outcome = state.taskOutcome(((Answer.Started) started).taskId());
        assertThat(outcome).isNotNull();
        return outcome == null ? Answers.BUSY : outcome;
    }

    private Answer create(String name, boolean superuser) {
        return one(state, new Command.CreateUser(call(++calls), name, superuser, "v"));
    }

    private Command alter(String name, @Nullable Boolean superuser, @Nullable String verifier) {
        return new Command.AlterUser(call(++calls), name, superuser, verifier != null, verifier);
    }

    private Command drop(boolean ifExists, String... names) {
        return new Command.DropUser(call(++calls), Arrays.asList(names), ifExists);
    }

    private Command grant(boolean revoke, String schema, long user) {
        return new Command.GrantOnSchema(
                call(++calls), schema, revoke, Privileges.CREATE, List.of(user));
    }

    private static void assertRefused(Answer answer, String sqlState, String message) {
        assertThat(messageOf(answer)).isEqualTo(message);
        assertThat(sqlStateOf(answer)).isEqualTo(sqlState);
    }
}
