package io.nextval.server.execute;

import io.nextval.server.state.Slots;
import io.nextval.sql.AlterSequence;
import io.nextval.sql.AlterSequenceOwner;
import io.nextval.sql.CommentOnSequence;
import io.nextval.sql.CreateSchema;
import io.nextval.sql.CreateSequence;
import io.nextval.sql.CreateUser;
import io.nextval.sql.DropSchema;
import io.nextval.sql.DropSequence;
import io.nextval.sql.DropUser;
import io.nextval.sql.Explain;
import io.nextval.sql.Grant;
import io.nextval.sql.QualifiedName;
import io.nextval.sql.Query;
import io.nextval.sql.Select;
import io.nextval.sql.Session;
import io.nextval.sql.Show;
import io.nextval.sql.ShowVariable;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.ColumnSource;
import io.nextval.wire.Program;
import io.nextval.wire.ProgramColumn;
import io.nextval.wire.ProgramKind;
import io.nextval.wire.ResultColumn;
import io.nextval.wire.RowSource;
import io.nextval.wire.SequenceRef;
import io.nextval.wire.SessionVariable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Makes the program of a statement: what its driver does to run it. A program stays right for ever,
 * because it holds names and slots, not ids. Stateless.
 */
final class ProgramPlanner {
    /** Variables that PostgreSQL shows in another case than the others. */
    private static final Map<String, String> LABELS =
            Map.of(
                    "datestyle", "DateStyle",
                    "intervalstyle", "IntervalStyle",
                    "timezone", "TimeZone");

    private ProgramPlanner() {}

    /** True if the engine of the catalog runs the statement, so that it also tells the columns. */
    static boolean isQuery(Statement statement) {
        return statement instanceof Query
                || statement instanceof Show
                || statement instanceof Explain;
    }

    /**
     * The program of a statement that is not a query.
     *
     * @param sessionSchema where names without a schema stand
     * @param names values of parameters that name a sequence, by their 1-based index
     * @throws SqlException what is wrong with the statement, as far as that is known before it runs
     */
    static Program plan(
            Statement statement, String sessionSchema, Map<Integer, String> names, Schemas schemas)
            throws SqlException {
        if (statement instanceof Select select) {
            return SelectPlanner.plan(select, sessionSchema, names, schemas);
        } else if (statement instanceof CreateSequence create) {
            create.options().resolve();
            String schema = schemas.of(create.name(), sessionSchema, Schemas.Use.CREATE).name();
            return command("CREATE SEQUENCE", Slots.of(schema, create.name().name()), List.of());
        } else if (statement instanceof AlterSequence alter) {
            return alter("ALTER SEQUENCE", alter.name(), alter.ifExists(), sessionSchema, schemas);
        } else if (statement instanceof CommentOnSequence comment) {
            return alter("COMMENT", comment.name(), false, sessionSchema, schemas);
        } else if (statement instanceof DropSequence drop) {
            return drop(drop, sessionSchema, schemas);
        } else if (statement instanceof CreateSchema create) {
            Schemas.checkNew(create.name());
            return command("CREATE SCHEMA", Program.CATALOG_SLOT, List.of());
        } else if (statement instanceof DropSchema drop) {
            for (String name : drop.names()) {
                Schemas.checkDroppable(name);
            }
            return command("DROP SCHEMA", Program.CATALOG_SLOT, List.of());
        } else if (UserStatements.takes(statement)) {
            return user(statement, sessionSchema, schemas);
        } else if (statement instanceof Session session) {
            return SessionPlanner.plan(session);
        } else if (statement instanceof ShowVariable show) {
            return show(show.name());
        }
        throw new IllegalStateException("no program for " + statement.getClass().getSimpleName());
    }

    /** The program of a query, given what the engine says of it. */
    static Program query(
            Statement statement, List<ResultColumn> columns, List<String> parameterTypes) {
        List<ProgramColumn> shown = new ArrayList<>(columns.size());
        for (ResultColumn column : columns) {
            shown.add(
                    new ProgramColumn(
                            column.label(), column.typeName(), new ColumnSource.Opaque()));
        }
        String tag =
                statement instanceof Show
                        ? "SHOW"
                        : statement instanceof Explain ? "EXPLAIN" : "SELECT";
        return new Program(
                ProgramKind.QUERY,
                tag,
                0,
                parameterTypes,
                List.of(),
                shown,
                List.of(),
                RowSource.SINGLE,
                List.of(),
                List.of());
    }

    private static Program alter(
            String tag, QualifiedName name, boolean ifExists, String sessionSchema, Schemas schemas)
            throws SqlException {
        String schema = Commands.schema(name, ifExists, sessionSchema, schemas, Schemas.Use.ALTER);
        return command(tag, Slots.of(schema, name.name()), List.of());
    }

    private static Program user(Statement statement, String sessionSchema, Schemas schemas)
            throws SqlException {
        if (statement instanceof AlterSequenceOwner alter) {
            return alter("ALTER SEQUENCE", alter.name(), alter.ifExists(), sessionSchema, schemas);
        } else if (statement instanceof Grant grant) {
            return grant(grant, sessionSchema, schemas);
        }
        String tag =
                statement instanceof CreateUser
                        ? "CREATE ROLE"
                        : statement instanceof DropUser ? "DROP ROLE" : "ALTER ROLE";
        return command(tag, Program.CATALOG_SLOT, List.of());
    }

    /** One sequence is a command of its group; several, and schemas, belong to the catalog. */
    private static Program grant(Grant grant, String sessionSchema, Schemas schemas)
            throws SqlException {
        String tag = grant.revoke() ? "REVOKE" : "GRANT";
        return grant.target() instanceof Grant.Sequences sequences && sequences.names().size() == 1
                ? alter(tag, sequences.names().get(0), false, sessionSchema, schemas)
                : command(tag, Program.CATALOG_SLOT, List.of());
    }

    private static Program drop(DropSequence drop, String sessionSchema, Schemas schemas)
            throws SqlException {
        List<SequenceRef> dropped = new ArrayList<>(drop.names().size());
        for (QualifiedName name : drop.names()) {
            String schema =
                    Commands.schema(
                            name, drop.ifExists(), sessionSchema, schemas, Schemas.Use.DROP);
            dropped.add(new SequenceRef(schema, name.name(), Slots.of(schema, name.name())));
        }
        int slot = dropped.size() == 1 ? dropped.get(0).slot() : Program.CATALOG_SLOT;
        return command("DROP SEQUENCE", slot, dropped);
    }

    private static Program command(String tag, int slot, List<SequenceRef> dropped) {
        return new Program(
                ProgramKind.COMMAND,
                tag,
                slot,
                List.of(),
                List.of(),
                List.of(),
                dropped,
                RowSource.SINGLE,
                List.of(),
                List.of());
    }

    /** SHOW ALL gives one row with a column for each variable: only the driver knows the values. */
    private static Program show(String name) throws SqlException {
        List<ProgramColumn> columns = new ArrayList<>();
        if (name.equals("all")) {
            for (SessionVariable variable : SessionVariable.values()) {
                columns.add(column(variable));
            }
        } else {
            columns.add(column(SessionChecks.known(name)));
        }
        return new Program(
                ProgramKind.ROWS,
                "SHOW",
                0,
                List.of(),
                List.of(),
                Collections.unmodifiableList(columns),
                List.of(),
                RowSource.SINGLE,
                List.of(),
                List.of());
    }

    private static ProgramColumn column(SessionVariable variable) {
        String name = variable.variable();
        return new ProgramColumn(
                LABELS.getOrDefault(name, name), "text", new ColumnSource.Session(name));
    }
}
