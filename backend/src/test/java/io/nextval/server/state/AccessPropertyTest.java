package io.nextval.server.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.nextval.server.command.Command;
import io.nextval.sql.SequenceOptions;
import io.nextval.wire.Ticket;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Whatever users ask for, they may do it exactly if the model of PostgreSQL's rules says so. */
class AccessPropertyTest {
    private static final String[] NAMES = {"a", "b", "c"};
    private static final int USERS = 4;
    private static final int[] ALL = {1, 2, 4};
    private static final String FINE = "fine";
    private static final String DENIED = "42501: permission denied for sequence ";
    private static final String NOT_OWNER = "42501: must be owner of sequence ";
    private static int denials;
    private static int passes;

    private final Map<String, PostgresAcl> model = new HashMap<>();
    private SplittableRandom random = new SplittableRandom();
    private GroupState state = Requests.readyGroup();
    private long calls;

    @Property(tries = 1_500)
    void answersAsPostgresDoes(@ForAll long seed) {
        random = new SplittableRandom(seed);
        state = Requests.readyGroup();
        model.clear();
        calls = 0;
        for (int i = 0; i < 80; i++) {
            step();
            if (random.nextInt(20) == 0) {
                state = GroupState.restore(state.snapshot());
            }
        }
        for (String name : NAMES) {
            assertSame(name);
        }
    }

    /** Rules that always or never let pass would agree with anything. */
    @AfterContainer
    static void sawBothAnswers() {
        assertThat(denials).isGreaterThan(10_000);
        assertThat(passes).isGreaterThan(10_000);
    }

    private void step() {
        String name = NAMES[random.nextInt(NAMES.length)];
        long user = random.nextInt(USERS + 1); // 0 did not log in
        boolean superuser = user != 0 && random.nextInt(6) == 0;
        boolean all = user == 0 || superuser;
        PostgresAcl acl = model.get(name);
        if (acl == null) {
            ask(user, superuser, create(name), FINE);
            model.put(name, new PostgresAcl(user));
            return;
        }
        boolean owner = all || acl.isOwner(user);
        String shown = owner ? FINE : NOT_OWNER + name;
        switch (random.nextInt(9)) {
            case 0 -> ask(user, superuser, next(name), may(all || acl.hasAny(user, 1, 4), name));
            case 1 -> ask(user, superuser, reserve(name), may(all || acl.hasAny(user, 1, 4), name));
            case 2 -> ask(user, superuser, set(name), may(all || acl.hasAny(user, 4), name));
            case 3 -> ask(user, superuser, alter(name), shown);
            case 4 -> {
                ask(user, superuser, drop(name), shown);
                if (owner) {
                    model.remove(name);
                }
            }
            case 5 -> changeOwner(user, superuser, name, acl);
            default -> change(user, superuser, name, acl);
        }
    }

    private void change(long user, boolean superuser, String name, PostgresAcl acl) {
        boolean revoke = random.nextInt(3) == 0;
        int privileges = random.nextInt(1, 8);
        List<Long> users = new ArrayList<>();
        for (int count = random.nextInt(1, 4); count > 0; count--) {
            users.add((long) random.nextInt(USERS + 1));
        }
        Command.Ticketed command =
                new Command.GrantOnSequence(ticket(), "public", name, revoke, privileges, users);
        if (user == 0 || superuser || acl.isOwner(user)) {
            ask(user, superuser, command, FINE);
            acl.change(revoke, privileges, users);
        } else if (acl.hasAny(user, ALL)) {
            ask(
                    user,
                    superuser,
                    command,
                    revoke
                            ? "no privileges could be revoked for \"" + name + "\""
                            : "no privileges were granted for \"" + name + "\"");
        } else {
            ask(user, superuser, command, DENIED + name);
        }
    }

    private void changeOwner(long user, boolean superuser, String name, PostgresAcl acl) {
        long to = random.nextInt(1, USERS + 1);
        Command.Ticketed command = new Command.SetSequenceOwner(ticket(), "public", name, to);
        if (user == 0 || superuser) {
            ask(user, superuser, command, FINE);
            acl.changeOwner(to);
        } else if (!acl.isOwner(user)) {
            ask(user, superuser, command, NOT_OWNER + name);
        } else {
            ask(
                    user,
                    superuser,
                    command,
                    to == user
                            ? FINE
                            : "42501: permission denied to change the owner of sequence " + name);
        }
    }

    private void ask(long user, boolean superuser, Command.Ticketed command, String expected) {
        Command asked = user == 0 ? command : new Command.As(user, superuser, command);
        assertThat(told(Requests.one(state, asked))).as("%s", asked).isEqualTo(expected);
        if (expected.equals(FINE)) {
            passes++;
        } else {
            denials++;
        }
    }

    private static String told(Answer answer) {
        if (answer instanceof Answer.Rejected rejected) {
            return rejected.sqlState() + ": " + rejected.message();
        } else if (answer instanceof Answer.Done done && !done.notices().isEmpty()) {
            return done.notices().get(0).message();
        }
        return FINE;
    }

    private void assertSame(String name) {
        SequenceInfo info = state.sequenceInfo("public", name);
        PostgresAcl acl = model.get(name);
        assertThat(info == null).isEqualTo(acl == null);
        if (info != null && acl != null) {
            assertThat(info.owner()).isEqualTo(acl.owner());
            for (long user = 1; user <= USERS; user++) {
                for (int privilege : ALL) {
                    assertThat(info.allows(user, privilege))
                            .as("%s of user %s", privilege, user)
                            .isEqualTo(acl.hasAny(user, privilege));
                }
            }
        }
    }

    private static String may(boolean may, String name) {
        return may ? FINE : DENIED + name;
    }

    private Command.Ticketed create(String name) {
        return new Command.CreateSequence(ticket(), "public", name, Requests.plain(), false, 0);
    }

    private Command.Ticketed next(String name) {
        return new Command.NextByName(ticket(), "public", name, random.nextInt(1, 3), true);
    }

    private Command.Ticketed reserve(String name) {
        return new Command.Reserve(ticket(), "public", name, 5, 1_000);
    }

    private Command.Ticketed set(String name) {
        return new Command.SetValue(ticket(), "public", name, 7, true);
    }

    private Command.Ticketed alter(String name) {
        return random.nextBoolean()
                ? new Command.CommentSequence(ticket(), "public", name, "c")
                : new Command.AlterSequence(
                        ticket(), "public", name, false, SequenceOptions.NONE, true, null);
    }

    private Command.Ticketed drop(String name) {
        return new Command.DropSequence(ticket(), "public", name, false);
    }

    private Ticket ticket() {
        calls++;
        return new Ticket(1, calls, calls);
    }
}
