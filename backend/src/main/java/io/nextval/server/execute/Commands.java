package io.nextval.server.execute;

import io.nextval.server.catalog.Actor;
import io.nextval.server.command.Command;
import io.nextval.server.command.CommandFormatException;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.server.state.SchemaInfo;
import io.nextval.sql.AlterSequence;
import io.nextval.sql.CommentOnSequence;
import io.nextval.sql.CreateSchema;
import io.nextval.sql.CreateSequence;
import io.nextval.sql.DropSchema;
import io.nextval.sql.DropSequence;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Ticket;

import java.util.ArrayList;
import java.util.List;

/** Makes commands for the log of statements. Stateless. */
final class Commands {
    private static final String LIMIT_EXCEEDED = "54000";

    private Commands() {}

    /** True for a statement that changes something, and so goes through the log. */
    static boolean isCommand(Statement statement) {
        return statement instanceof CreateSequence
                || statement instanceof AlterSequence
                || statement instanceof DropSequence
                || statement instanceof CommentOnSequence
                || statement instanceof CreateSchema
                || statement instanceof DropSchema
                || UserStatements.takes(statement);
    }

    /**
     * Where commands go, and whom they act for.
     *
     * @param group the group that they are proposed to
     */
    record Planned(int group, Actor actor) {
        Statements.Proposed proposed(Command.Ticketed command) {
            return proposed(command, Wording.NONE);
        }

        Statements.Proposed proposed(Command.Ticketed command, Wording wording) {
            return new Statements.Proposed(group, by(actor, command), wording);
        }
    }

    /**
     * The command in the name of whom it acts for. What a superuser does to numbers needs no name,
     * since nothing is checked or owned then.
     */
    static Command.Ticketed by(Actor actor, Command.Ticketed command) {
        if (actor.userId() == Actor.NOBODY || (actor.superuser() && ofNumbers(command))) {
            return command;
        }
        return new Command.As(actor.userId(), actor.superuser(), command);
    }

    private static boolean ofNumbers(Command.Ticketed command) {
        return command instanceof Command.Next
                || command instanceof Command.NextByName
                || command instanceof Command.SetValue
                || command instanceof Command.Reserve;
    }

    /** An error for a command that the log can not carry. */
    static SqlException tooLarge(CommandFormatException e) {
        return new SqlException(LIMIT_EXCEEDED, String.valueOf(e.getMessage()), "", "", 0);
    }

    /**
     * The command of a statement for which {@link #isCommand} holds, and that {@link
     * UserStatements} does not take.
     *
     * @param sessionSchema where names without a schema stand
     * @throws SqlException 3F000 unknown schema, 22023 bad options, 42501 not allowed
     * @throws CommandFormatException if it is more than fits
     */
    static Command.Ticketed of(
            Statement statement, Ticket ticket, String sessionSchema, Known known)
            throws SqlException {
        Schemas schemas = known.schemas();
        if (statement instanceof CreateSequence create) {
            SchemaInfo schema = schemas.of(create.name(), sessionSchema, Schemas.Use.CREATE);
            if (!known.actor().may(Privileges.CREATE, schema)) {
                throw Denied.schema(schema.name());
            }
            return new Command.CreateSequence(
                    ticket,
                    schema.name(),
                    create.name().name(),
                    create.options().resolve(),
                    create.ifNotExists(),
                    schema.id());
        } else if (statement instanceof AlterSequence alter) {
            AlterSequence.Restart restart = alter.restart();
            return new Command.AlterSequence(
                    ticket,
                    schema(
                            alter.name(),
                            alter.ifExists(),
                            sessionSchema,
                            schemas,
                            Schemas.Use.ALTER),
                    alter.name().name(),
                    alter.ifExists(),
                    alter.options(),
                    restart != null,
                    restart == null ? null : restart.value());
        } else if (statement instanceof DropSequence drop) {
            return drop(drop, ticket, sessionSchema, schemas);
        } else if (statement instanceof CommentOnSequence comment) {
            return new Command.CommentSequence(
                    ticket,
                    schemas.of(comment.name(), sessionSchema, Schemas.Use.ALTER).name(),
                    comment.name().name(),
                    comment.comment());
        } else if (statement instanceof CreateSchema create) {
            if (!known.actor().unlimited()) {
                throw Denied.database(Statements.DATABASE);
            }
            Schemas.checkNew(create.name());
            return new Command.CreateSchema(ticket, create.name(), create.ifNotExists());
        }
        DropSchema drop = (DropSchema) statement;
        for (String name : drop.names()) {
            Schemas.checkDroppable(name);
        }
        return new Command.StartTask(
                ticket, new Task.DropSchemas(drop.names(), drop.ifExists(), drop.cascade()));
    }

    private static Command.Ticketed drop(
            DropSequence drop, Ticket ticket, String sessionSchema, Schemas schemas)
            throws SqlException {
        List<Target> targets = new ArrayList<>(drop.names().size());
        for (QualifiedName name : drop.names()) {
            String schema = schema(name, drop.ifExists(), sessionSchema, schemas, Schemas.Use.DROP);
            targets.add(new Target(schema, name.name()));
        }
        if (targets.size() == 1) {
            Target only = targets.get(0);
            return new Command.DropSequence(ticket, only.schema(), only.name(), drop.ifExists());
        }
        return new Command.StartTask(ticket, new Task.DropSequences(targets, drop.ifExists()));
    }

    /** With IF EXISTS, a schema that is missing only means that the sequence is missing. */
    static String schema(
            QualifiedName name,
            boolean ifExists,
            String sessionSchema,
            Schemas schemas,
            Schemas.Use use)
            throws SqlException {
        return ifExists
                ? Schemas.nameOf(name, sessionSchema)
                : schemas.of(name, sessionSchema, use).name();
    }
}
