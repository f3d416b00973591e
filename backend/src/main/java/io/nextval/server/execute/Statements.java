package io.nextval.server.execute;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Command;
import io.nextval.server.state.Slots;
import io.nextval.sql.CreateSequence;
import io.nextval.sql.DropSequence;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Select;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.Plan;
import io.nextval.wire.PlanKind;
import io.nextval.wire.Prepare;
import io.nextval.wire.RowSource;
import io.nextval.wire.Ticket;

import java.util.List;

/** What a statement's text means: its plan, and for those sent as text, its execution. */
final class Statements {
    private final ClusterView view;
    private final StatementCache cache = new StatementCache();

    Statements(ClusterView view) {
        this.view = view;
    }

    /** Either a final frame, or a command for the log of a group. */
    sealed interface Outcome permits Answered, Proposed {}

    record Answered(Frame frame) implements Outcome {}

    record Proposed(int group, Command command) implements Outcome {}

    /** The plan of a text, or a failure. */
    Frame prepare(Prepare request) {
        try {
            Statement statement = cache.parse(request.sql());
            if (statement instanceof Select select) {
                return SelectPlanner.plan(select, request.schema(), this::checkSchema);
            }
            QualifiedName name = target(statement);
            String schema = schema(name, request.schema());
            return new Plan(
                    PlanKind.COMMAND,
                    Slots.of(schema, name.name()),
                    0,
                    List.of(),
                    List.of(),
                    RowSource.SINGLE,
                    List.of());
        } catch (SqlException e) {
            return Failures.of(e);
        }
    }

    /** Runs a query, or says which command a text stands for. */
    Outcome execute(Execute request) {
        try {
            Statement statement = cache.parse(request.sql());
            if (statement instanceof Select select) {
                return new Answered(ConstantQuery.run(select, request.parameters()));
            }
            Ticket ticket = request.ticket();
            if (ticket == null) {
                return new Answered(Failures.of("08P01", "a command needs a ticket"));
            }
            QualifiedName name = target(statement);
            String schema = schema(name, request.schema());
            // Whether the group owns the slot is for its own state to say, not for this node's map.
            return new Proposed(request.group(), command(statement, ticket, schema, name.name()));
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
    }

    private static Command command(Statement statement, Ticket ticket, String schema, String name)
            throws SqlException {
        if (statement instanceof CreateSequence create) {
            return new Command.CreateSequence(
                    ticket, schema, name, create.options().resolve(), create.ifNotExists());
        }
        DropSequence drop = (DropSequence) statement;
        return new Command.DropSequence(ticket, schema, name, drop.ifExists());
    }

    private static QualifiedName target(Statement statement) throws SqlException {
        if (statement instanceof CreateSequence create) {
            create.options().resolve();
            return create.name();
        }
        List<QualifiedName> names = ((DropSequence) statement).names();
        if (names.size() > 1) {
            throw new SqlException(
                    "0AX00",
                    "DROP SEQUENCE of several sequences at once is not supported",
                    "",
                    "Drop them one by one.",
                    0);
        }
        return names.get(0);
    }

    private String schema(QualifiedName name, String sessionSchema) throws SqlException {
        String qualifier = name.schema();
        String schema = qualifier == null ? sessionSchema : qualifier;
        checkSchema(schema);
        return schema;
    }

    private void checkSchema(String schema) throws SqlException {
        if (!view.hasSchema(schema)) {
            throw new SqlException("3F000", "schema \"" + schema + "\" does not exist", "", "", 0);
        }
    }
}
