package io.nextval.server.execute;

import io.nextval.server.catalog.Actor;
import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Command;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.session.Scram;
import io.nextval.server.state.SequenceInfo;
import io.nextval.server.state.UserInfo;
import io.nextval.sql.AlterSequenceOwner;
import io.nextval.sql.AlterUser;
import io.nextval.sql.CreateUser;
import io.nextval.sql.DropUser;
import io.nextval.sql.Grant;
import io.nextval.sql.Password;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Frame;
import io.nextval.wire.Notice;
import io.nextval.wire.Result;
import io.nextval.wire.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * What becomes of a statement about users, privileges and owners. On the parsing threads, since
 * making a verifier of a password takes milliseconds.
 */
final class UserStatements {
    private final ClusterView view;
    private final Dependencies dependencies;

    UserStatements(ClusterView view) {
        this.view = view;
        this.dependencies = new Dependencies(view);
    }

    /** True for the statements that {@link #outcome} takes. */
    static boolean takes(Statement statement) {
        return statement instanceof CreateUser
                || statement instanceof AlterUser
                || statement instanceof DropUser
                || statement instanceof Grant
                || statement instanceof AlterSequenceOwner;
    }

    /**
     * @param sessionSchema where names without a schema stand
     * @param group the group that the statement was sent to, which is that of its program
     * @throws SqlException 42501 not allowed, 42704 unknown user, 3F000 or 42P01 unknown schema,
     *     22023 a password that can not be one, 55006 the current user can not be dropped
     */
    Statements.Outcome outcome(
            Statement statement, Ticket ticket, int group, String sessionSchema, Known known)
            throws SqlException {
        Commands.Planned planned = new Commands.Planned(group, known.actor());
        if (statement instanceof CreateUser create) {
            requireSuperuser(known.actor(), "create", "create");
            Password password = create.options().password();
            return planned.proposed(
                    new Command.CreateUser(
                            ticket,
                            create.name(),
                            Boolean.TRUE.equals(create.options().superuser()),
                            verifier(password)));
        } else if (statement instanceof AlterUser alter) {
            return planned.proposed(alter(alter, ticket, known.users()));
        } else if (statement instanceof DropUser drop) {
            requireSuperuser(known.actor(), "drop", "drop");
            return drop(drop, ticket, planned, known.users());
        } else if (statement instanceof Grant grant) {
            return GrantStatements.outcome(grant, ticket, sessionSchema, planned, known);
        }
        return owner((AlterSequenceOwner) statement, ticket, sessionSchema, planned, known);
    }

    private static void requireSuperuser(Actor actor, String verb, String what)
            throws SqlException {
        if (!actor.unlimited()) {
            throw Denied.role(verb, "Only superusers may " + what + " users.");
        }
    }

    private static @Nullable String verifier(@Nullable Password password) throws SqlException {
        String text = password == null ? null : password.text();
        if (text == null || text.isEmpty()) {
            return null;
        }
        String refusal = Scram.refusal(text);
        if (refusal != null) {
            throw new SqlException("22023", refusal, "", "choose another one", 0);
        }
        try {
            return Scram.isVerifier(text) ? text : Scram.verifier(text);
        } catch (IllegalArgumentException e) {
            throw new SqlException(
                    "22023", "the password can not be used", "", "choose another one", 0);
        }
    }

    /** What PostgreSQL says of a password without a character. */
    static List<Notice> notices(Statement statement) {
        Password password = null;
        if (statement instanceof CreateUser create) {
            password = create.options().password();
        } else if (statement instanceof AlterUser alter) {
            password = alter.options().password();
        }
        return password != null && "".equals(password.text())
                ? List.of(
                        new Notice(
                                "00000", "empty string is not a valid password, clearing password"))
                : List.of();
    }

    private static Command.Ticketed alter(AlterUser alter, Ticket ticket, Users users)
            throws SqlException {
        UserInfo user = users.of(alter.user());
        Actor actor = users.actor();
        boolean own = user.id() == actor.userId() && alter.options().superuser() == null;
        if (!own) {
            boolean attribute = user.id() == actor.userId();
            requireSuperuser(
                    actor, "alter", attribute ? "change the attribute SUPERUSER of" : "change");
        }
        Password password = alter.options().password();
        return new Command.AlterUser(
                ticket,
                user.name(),
                alter.options().superuser(),
                password != null,
                verifier(password));
    }

    private Statements.Outcome drop(
            DropUser drop, Ticket ticket, Commands.Planned planned, Users users)
            throws SqlException {
        List<UserInfo> existing = users.existing(drop.names());
        for (UserInfo user : existing) {
            if (user.id() == users.actor().userId()) {
                throw new SqlException("55006", "current user cannot be dropped", "", "", 0);
            }
        }
        Statements.Outcome outcome =
                planned.proposed(new Command.DropUser(ticket, drop.names(), drop.ifExists()));
        boolean missing = existing.size() < Set.copyOf(drop.names()).size();
        if (existing.isEmpty() || (missing && !drop.ifExists())) {
            return outcome;
        }
        return new Statements.Later(
                dependencies
                        .of(existing)
                        .thenApply(
                                failure ->
                                        failure == null
                                                ? outcome
                                                : new Statements.Answered(failure)));
    }

    private Statements.Outcome owner(
            AlterSequenceOwner alter,
            Ticket ticket,
            String sessionSchema,
            Commands.Planned planned,
            Known known)
            throws SqlException {
        UserInfo owner = known.users().of(alter.owner());
        QualifiedName name = alter.name();
        String schema =
                Commands.schema(
                        name, alter.ifExists(), sessionSchema, known.schemas(), Schemas.Use.ALTER);
        Statements.Outcome outcome =
                planned.proposed(
                        new Command.SetSequenceOwner(ticket, schema, name.name(), owner.id()),
                        Wording.of(name, sessionSchema));
        GroupMember member = view.member(planned.group());
        boolean toAnother = !known.actor().owns(owner.id());
        if (member == null || (!toAnother && !alter.ifExists())) {
            return outcome;
        }
        CompletableFuture<Statements.Outcome> checked =
                member.read(state -> new Found(state.sequenceInfo(schema, name.name())))
                        .thenApply(
                                found ->
                                        checked(
                                                found.sequence(),
                                                alter,
                                                owner,
                                                known.actor(),
                                                outcome));
        return new Statements.Later(checked);
    }

    private record Found(@Nullable SequenceInfo sequence) {}

    /** Only a superuser gives a sequence to somebody else. */
    private static Statements.Outcome checked(
            @Nullable SequenceInfo sequence,
            AlterSequenceOwner alter,
            UserInfo owner,
            Actor actor,
            Statements.Outcome otherwise) {
        if (sequence == null) {
            return alter.ifExists() ? new Statements.Answered(skipped(alter.name())) : otherwise;
        } else if (!actor.owns(sequence.owner())) {
            return denied(Denied.ownerOfSequence(alter.name().name()));
        }
        return actor.owns(owner.id()) ? otherwise : denied(Denied.setRole(owner.name()));
    }

    private static Statements.Outcome denied(SqlException denied) {
        return new Statements.Answered(Failures.of(denied));
    }

    private static Frame skipped(QualifiedName name) {
        String message = "relation \"" + name.name() + "\" does not exist, skipping";
        return new Result(List.of(), List.of(), 0, List.of(new Notice("00000", message)));
    }
}
