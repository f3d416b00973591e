package io.nextval.server.execute;

import io.nextval.server.command.Command;
import io.nextval.server.command.GrantChange;
import io.nextval.server.command.Privileges;
import io.nextval.server.command.Target;
import io.nextval.server.command.Task;
import io.nextval.sql.Grant;
import io.nextval.sql.Privilege;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.SqlException;
import io.nextval.wire.Frame;
import io.nextval.wire.Notice;
import io.nextval.wire.Result;
import io.nextval.wire.Ticket;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What becomes of GRANT and REVOKE. On one sequence it is a command of the sequence's group, on
 * several a task; schemas belong to the catalog. Stateless.
 */
final class GrantStatements {

    /** Everybody may look into every schema, so there is nothing to keep of USAGE on one. */
    private static final Frame NOTHING_TO_GRANT =
            new Result(
                    List.of(),
                    List.of(),
                    0,
                    List.of(
                            new Notice(
                                    "01000",
                                    "USAGE on a schema changes nothing: everybody has it")));

    private GrantStatements() {}

    /**
     * @param sessionSchema where names without a schema stand
     * @throws SqlException 42704 unknown user, 3F000 or 42P01 unknown schema, 42501 a schema of the
     *     system
     */
    static Statements.Outcome outcome(
            Grant grant, Ticket ticket, String sessionSchema, Commands.Planned planned, Known known)
            throws SqlException {
        List<Long> users = known.users().ids(grant.grantees(), Privileges.PUBLIC);
        int privileges = bits(grant.privileges());
        if (grant.target() instanceof Grant.Sequences sequences) {
            GrantChange change = new GrantChange(grant.revoke(), privileges, users);
            return sequences.names().size() == 1
                    ? one(sequences.names().get(0), change, ticket, sessionSchema, planned, known)
                    : several(sequences.names(), change, ticket, sessionSchema, planned, known);
        } else if (grant.target() instanceof Grant.AllSequences all) {
            GrantChange change = new GrantChange(grant.revoke(), privileges, users);
            for (String schema : all.schemas()) {
                known.schemas().require(schema);
            }
            return planned.proposed(
                    new Command.StartTask(ticket, new Task.GrantInSchemas(all.schemas(), change)));
        }
        List<String> schemas = ((Grant.Schemas) grant.target()).names();
        for (String schema : schemas) {
            known.schemas().require(schema);
        }
        int ofSchemas = privileges & Privileges.ON_SCHEMA;
        if (ofSchemas == 0) {
            return new Statements.Answered(NOTHING_TO_GRANT);
        }
        return planned.proposed(
                schemas.size() == 1
                        ? new Command.GrantOnSchema(
                                ticket, schemas.get(0), grant.revoke(), ofSchemas, users)
                        : new Command.GrantOnSchemas(
                                ticket,
                                schemas,
                                new GrantChange(grant.revoke(), ofSchemas, users)));
    }

    private static Statements.Outcome one(
            QualifiedName name,
            GrantChange change,
            Ticket ticket,
            String sessionSchema,
            Commands.Planned planned,
            Known known)
            throws SqlException {
        return planned.proposed(
                new Command.GrantOnSequence(
                        ticket,
                        known.schemas().of(name, sessionSchema, Schemas.Use.ALTER).name(),
                        name.name(),
                        change.revoke(),
                        change.privileges(),
                        change.userIds()),
                Wording.of(name, sessionSchema));
    }

    private static Statements.Outcome several(
            List<QualifiedName> names,
            GrantChange change,
            Ticket ticket,
            String sessionSchema,
            Commands.Planned planned,
            Known known)
            throws SqlException {
        List<Target> targets = new ArrayList<>(names.size());
        for (QualifiedName name : names) {
            String schema = known.schemas().of(name, sessionSchema, Schemas.Use.ALTER).name();
            targets.add(new Target(schema, name.name()));
        }
        return planned.proposed(
                new Command.StartTask(ticket, new Task.GrantOnSequences(targets, change)),
                Wording.of(names, sessionSchema));
    }

    private static int bits(Set<Privilege> privileges) {
        int bits = 0;
        for (Privilege privilege : privileges) {
            bits |=
                    switch (privilege) {
                        case USAGE -> Privileges.USAGE;
                        case SELECT -> Privileges.SELECT;
                        case UPDATE -> Privileges.UPDATE;
                        case CREATE -> Privileges.CREATE;
                    };
        }
        return bits;
    }
}
