package io.nextval.server.execute;

import io.nextval.server.catalog.SessionInfo;
import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Command;
import io.nextval.server.frontend.ClientInfo;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.state.GroupState;
import io.nextval.sql.Select;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Compile;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.NameArgument;
import io.nextval.wire.Prepare;
import io.nextval.wire.Program;
import io.nextval.wire.Ticket;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What a statement's text means: its program, and for those sent as text, its execution. Used by
 * the parsing threads; never waits.
 */
final class Statements implements AutoCloseable {
    /** The one database, and the user where a client names none, as drivers have it too. */
    private static final String DATABASE = "nextval";

    private final ClusterView view;
    private final Executor parsers;
    private final StatementCache cache = new StatementCache();
    private final Queries queries;
    private final ReferenceCheck references;

    /**
     * @param parsers where to go on with a statement that waited for the catalog
     */
    Statements(ClusterView view, NearestNames names, Executor parsers) {
        this.view = view;
        this.parsers = parsers;
        this.queries = new Queries(view);
        this.references = new ReferenceCheck(view, names);
    }

    /** A final frame, a command for the log of a group, or one of these later. */
    sealed interface Outcome permits Answered, Proposed, Later {}

    record Answered(Frame frame) implements Outcome {}

    record Proposed(int group, Command command, Wording wording) implements Outcome {}

    record Later(CompletableFuture<Outcome> outcome) implements Outcome {}

    private interface Attempt {
        Outcome with(Schemas schemas) throws SqlException;
    }

    void warmUp() {
        queries.warmUp();
    }

    /** How many texts were parsed so far, and not found in the cache. */
    long parses() {
        return cache.parses();
    }

    /** The program of a text. */
    Outcome compile(Compile request, ClientInfo client) {
        try {
            Statement statement = cache.parse(request.sql());
            if (ProgramPlanner.isQuery(statement)) {
                return later(queries.program(statement, session(request.schema(), client)));
            }
            Map<Integer, String> names = new HashMap<>();
            for (NameArgument name : request.names()) {
                names.put(name.parameter(), name.text());
            }
            return attempt(
                    schemas ->
                            new Answered(
                                    ProgramPlanner.plan(
                                            statement, request.schema(), names, schemas)));
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
    }

    /** The plan of a text, for a client of version 1. */
    Outcome prepare(Prepare request, ClientInfo client) {
        return planned(compile(new Compile(request.schema(), request.sql(), List.of()), client));
    }

    private static Outcome planned(Outcome compiled) {
        if (compiled instanceof Later later) {
            return new Later(later.outcome().thenApply(Statements::planned));
        } else if (compiled instanceof Answered answered
                && answered.frame() instanceof Program program) {
            try {
                return new Answered(Version1Plans.of(program));
            } catch (SqlException e) {
                return new Answered(Failures.of(e));
            }
        }
        return compiled;
    }

    /** Runs a query, or says which command a text stands for. */
    Outcome execute(Execute request, ClientInfo client) {
        try {
            Statement statement = cache.parse(request.sql());
            if (Commands.isCommand(statement)) {
                return command(statement, request);
            } else if (statement instanceof Select select && ReferenceCheck.ofSequences(select)) {
                return attempt(schemas -> later(references.answer(select, request, schemas)));
            } else if (statement instanceof Select || ProgramPlanner.isQuery(statement)) {
                SessionInfo session = session(request.schema(), client);
                return later(queries.run(statement, request.parameters(), session));
            }
            return new Answered(
                    Failures.of("0AX00", "a statement about the session is not run as a text"));
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
    }

    private Outcome command(Statement statement, Execute request) {
        Ticket ticket = request.ticket();
        if (ticket == null) {
            return new Answered(Failures.of("08P01", "a command needs a ticket"));
        }
        // Whether the group owns the slot is for its own state to say, not for this node's map.
        return attempt(
                schemas ->
                        new Proposed(
                                request.group(),
                                Commands.of(statement, ticket, request.schema(), schemas),
                                Wording.of(statement, request.schema(), schemas)));
    }

    /**
     * Tries with the schemas that this node knows. They may be old, so before it says that one does
     * not exist it asks the catalog: a session sees what it made itself.
     */
    private Outcome attempt(Attempt attempt) {
        Schemas known = new Schemas(view.schemas());
        Outcome outcome = attempt(attempt, known);
        GroupMember catalog = view.member(GroupState.CATALOG_GROUP);
        if (catalog == null || !known.missed()) {
            return outcome;
        }
        return new Later(
                catalog.read(GroupState::schemas)
                        .thenApplyAsync(now -> attempt(attempt, new Schemas(now)), parsers));
    }

    private static Outcome attempt(Attempt attempt, Schemas schemas) {
        try {
            return attempt.with(schemas);
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
    }

    private static Outcome later(CompletableFuture<Frame> frame) {
        return new Later(frame.thenApply(Answered::new));
    }

    private static SessionInfo session(String schema, ClientInfo client) {
        String user = client.user().isEmpty() ? DATABASE : client.user();
        return new SessionInfo(schema, user, DATABASE);
    }

    @Override
    public void close() {
        queries.close();
    }
}
