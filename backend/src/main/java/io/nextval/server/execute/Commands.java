package io.nextval.server.execute;

import io.nextval.server.command.Command;
import io.nextval.server.command.CommandFormatException;
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
                || statement instanceof DropSchema;
    }

    /**
     * The command of a statement for which {@link #isCommand} holds.
     *
     * @param sessionSchema where names without a schema stand
     * @throws SqlException 3F000 unknown schema, 22023 bad options, 54000 more than fits
     */
    static Command of(Statement statement, Ticket ticket, String sessionSchema, Schemas schemas)
            throws SqlException {
        try {
            return command(statement, ticket, sessionSchema, schemas);
        } catch (CommandFormatException e) {
            throw new SqlException(LIMIT_EXCEEDED, String.valueOf(e.getMessage()), "", "", 0);
        }
    }

    private static Command command(
            Statement statement, Ticket ticket, String sessionSchema, Schemas schemas)
            throws SqlException {
        if (statement instanceof CreateSequence create) {
            SchemaInfo schema = schemas.of(create.name(), sessionSchema, Schemas.Use.CREATE);
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

    private static Command drop(
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
