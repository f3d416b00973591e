package io.nextval.server.execute;

import io.nextval.server.frontend.ClientInfo;
import io.nextval.server.frontend.Replies;
import io.nextval.server.observe.AuditLog;
import io.nextval.sql.AlterSequence;
import io.nextval.sql.AlterSequenceOwner;
import io.nextval.sql.AlterUser;
import io.nextval.sql.CommentOnSequence;
import io.nextval.sql.CreateSchema;
import io.nextval.sql.CreateSequence;
import io.nextval.sql.CreateUser;
import io.nextval.sql.DropSchema;
import io.nextval.sql.DropSequence;
import io.nextval.sql.DropUser;
import io.nextval.sql.Grant;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Statement;
import io.nextval.sql.UserReference;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Notice;
import io.nextval.wire.Result;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the audit log is told of a command, once its outcome is known and before its client is; and
 * what its client is told besides the answer. It holds names, never a text or a password.
 * Immutable.
 *
 * @param object what is done, to what
 * @param notices go with the answer
 */
record StatementNote(AuditLog.Event event, String object, ClientInfo client, List<Notice> notices) {

    static StatementNote of(Statement statement, String sessionSchema, ClientInfo client) {
        AuditLog.Event event =
                statement instanceof Grant || statement instanceof AlterSequenceOwner
                        ? AuditLog.Event.GRANT
                        : UserStatements.takes(statement)
                                ? AuditLog.Event.USER
                                : AuditLog.Event.DDL;
        return new StatementNote(
                event, object(statement, sessionSchema), client, UserStatements.notices(statement));
    }

    private static String object(Statement statement, String schema) {
        if (statement instanceof CreateSequence create) {
            return "CREATE SEQUENCE " + name(create.name(), schema);
        } else if (statement instanceof AlterSequence alter) {
            return "ALTER SEQUENCE " + name(alter.name(), schema);
        } else if (statement instanceof DropSequence drop) {
            return "DROP SEQUENCE " + names(drop.names(), schema);
        } else if (statement instanceof CommentOnSequence comment) {
            return "COMMENT ON SEQUENCE " + name(comment.name(), schema);
        } else if (statement instanceof CreateSchema create) {
            return "CREATE SCHEMA " + create.name();
        } else if (statement instanceof DropSchema drop) {
            return "DROP SCHEMA " + String.join(", ", drop.names());
        } else if (statement instanceof CreateUser create) {
            boolean superuser = Boolean.TRUE.equals(create.options().superuser());
            return "CREATE USER " + create.name() + (superuser ? " SUPERUSER" : "");
        } else if (statement instanceof AlterUser alter) {
            return "ALTER USER " + user(alter.user()) + changes(alter);
        } else if (statement instanceof DropUser drop) {
            return "DROP USER " + String.join(", ", drop.names());
        } else if (statement instanceof AlterSequenceOwner alter) {
            return "ALTER SEQUENCE "
                    + name(alter.name(), schema)
                    + " OWNER TO "
                    + user(alter.owner());
        } else if (statement instanceof Grant grant) {
            return grant(grant, schema);
        }
        return statement.getClass().getSimpleName();
    }

    private static String changes(AlterUser alter) {
        Boolean superuser = alter.options().superuser();
        String attribute = superuser == null ? "" : superuser ? " SUPERUSER" : " NOSUPERUSER";
        return attribute + (alter.options().password() == null ? "" : " PASSWORD");
    }

    private static String grant(Grant grant, String schema) {
        String privileges =
                grant.privileges().stream().map(Enum::name).collect(Collectors.joining(", "));
        String target;
        if (grant.target() instanceof Grant.Sequences sequences) {
            target = "SEQUENCE " + names(sequences.names(), schema);
        } else if (grant.target() instanceof Grant.AllSequences all) {
            target = "ALL SEQUENCES IN SCHEMA " + String.join(", ", all.schemas());
        } else {
            target = "SCHEMA " + String.join(", ", ((Grant.Schemas) grant.target()).names());
        }
        String users =
                grant.grantees().stream()
                        .map(StatementNote::user)
                        .collect(Collectors.joining(", "));
        return (grant.revoke() ? "REVOKE " : "GRANT ")
                + privileges
                + " ON "
                + target
                + (grant.revoke() ? " FROM " : " TO ")
                + users;
    }

    private static String user(UserReference user) {
        return user.kind() == UserReference.Kind.NAMED ? user.name() : user.kind().name();
    }

    private static String names(List<QualifiedName> names, String schema) {
        return names.stream().map(n -> name(n, schema)).collect(Collectors.joining(", "));
    }

    private static String name(QualifiedName name, String schema) {
        return Schemas.nameOf(name, schema) + '.' + name.name();
    }

    /** The way back for the command's answer, which passes by here. */
    Replies on(Replies replies) {
        return new Replies() {
            @Override
            public void reply(int requestId, Frame frame) {
                replies.reply(requestId, noted(frame));
            }

            @Override
            public ClientInfo client() {
                return replies.client();
            }
        };
    }

    /** A redirect is no outcome: the client sends the command again. */
    private Frame noted(Frame frame) {
        if (frame instanceof Failure failure) {
            write(failure.sqlState());
        } else if (frame instanceof Result result) {
            write(AuditLog.OK);
            if (!notices.isEmpty()) {
                List<Notice> all = new ArrayList<>(notices);
                all.addAll(result.notices());
                return new Result(result.columns(), result.rows(), result.updateCount(), all);
            }
        }
        return frame;
    }

    private void write(String outcome) {
        String user = client.identity().loggedIn() ? client.user() : "";
        AuditLog.write(event, user, client.address(), object, outcome);
    }
}
