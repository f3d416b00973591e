package io.nextval.server.execute;

import io.nextval.server.catalog.Actor;
import io.nextval.server.catalog.SessionInfo;
import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Command;
import io.nextval.server.command.CommandFormatException;
import io.nextval.server.frontend.ClientInfo;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.session.Identity;
import io.nextval.server.state.GroupState;
import io.nextval.server.state.SchemaInfo;
import io.nextval.server.state.UserInfo;
import io.nextval.sql.Select;
import io.nextval.sql.SqlException;
import io.nextval.sql.Statement;
import io.nextval.wire.Compile;
import io.nextval.wire.Execute;
import io.nextval.wire.Frame;
import io.nextval.wire.NameArgument;
import io.nextval.wire.Prepare;
import io.nextval.wire.Program;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
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
    static final String DATABASE = "nextval";

    private final ClusterView view;
    private final Executor parsers;
    private final Actors actors;
    private final StatementCache cache = new StatementCache();
    private final Queries queries;
    private final UserStatements users;
    private final ReferenceCheck references;

    /**
     * @param parsers where to go on with a statement that waited for the catalog
     */
    Statements(ClusterView view, NearestNames names, Executor parsers) {
        this.view = view;
        this.parsers = parsers;
        this.actors = new Actors(view);
        this.queries = new Queries(view);
        this.references = new ReferenceCheck(view, names);
        this.users = new UserStatements(view);
    }

    /** A final frame, a command for the log of a group, or one of these later. */
    sealed interface Outcome permits Answered, Proposed, Later, Noted {}

    record Answered(Frame frame) implements Outcome {}

    record Proposed(int group, Command command, Wording wording) implements Outcome {}

    /** An outcome whose answer is written down, and may say more. */
    record Noted(Outcome outcome, StatementNote note) implements Outcome {}

    record Later(CompletableFuture<Outcome> outcome) implements Outcome {}

    private interface Attempt {
        Outcome with(Known known) throws SqlException;
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
            return attempt(client.identity(), known -> compiled(statement, request, names, known));
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
    }

    /** The session keeps the values of CURRVAL, so whether it may see them is looked up here. */
    private Outcome compiled(
            Statement statement, Compile request, Map<Integer, String> names, Known known)
            throws SqlException {
        Program program = ProgramPlanner.plan(statement, request.schema(), names, known.schemas());
        return known.actor().unlimited()
                ? new Answered(program)
                : later(references.readable(program, known.actor()));
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
                return new Noted(
                        command(statement, request, client.identity()),
                        StatementNote.of(statement, request.schema(), client));
            } else if (statement instanceof Select select && ReferenceCheck.ofSequences(select)) {
                return attempt(
                        client.identity(),
                        known -> later(references.answer(select, request, known)));
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

    private Outcome command(Statement statement, Execute request, Identity identity) {
        Ticket ticket = request.ticket();
        if (ticket == null) {
            return new Answered(Failures.of("08P01", "a command needs a ticket"));
        }
        Attempt attempt = known -> command(statement, request, ticket, known);
        return identity.loggedIn() || UserStatements.takes(statement)
                ? informed(identity, attempt)
                : attempt(identity, attempt);
    }

    private Outcome command(Statement statement, Execute request, Ticket ticket, Known known)
            throws SqlException {
        // Whether the group owns the slot is for its own state to say, not for this node's map.
        int group = request.group();
        String schema = request.schema();
        try {
            return UserStatements.takes(statement)
                    ? users.outcome(statement, ticket, group, schema, known)
                    : new Commands.Planned(group, known.actor())
                            .proposed(
                                    Commands.of(statement, ticket, schema, known),
                                    Wording.of(statement, schema, known.schemas()));
        } catch (CommandFormatException e) {
            throw Commands.tooLarge(e);
        }
    }

    /**
     * Tries with the schemas that this node knows. They may be old, so before it says that one does
     * not exist it asks the catalog: a session sees what it made itself.
     */
    private Outcome attempt(Identity identity, Attempt attempt) {
        Actor actor;
        try {
            actor = actors.of(identity);
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
        Known known = new Known(new Schemas(view.schemas()), new Users(List.of(), actor));
        Outcome outcome = attempt(attempt, known);
        return known.schemas().missed() ? informed(identity, attempt) : outcome;
    }

    /** Asks the catalog first, so that all that was done before is known, privileges included. */
    private Outcome informed(Identity identity, Attempt attempt) {
        GroupMember catalog = view.member(GroupState.CATALOG_GROUP);
        if (catalog == null) {
            return new Answered(new Redirect(RedirectReason.NOT_READY, 0, ""));
        }
        return new Later(
                catalog.read(CatalogNow::of)
                        .thenApplyAsync(now -> attempt(identity, attempt, now), parsers));
    }

    private record CatalogNow(List<SchemaInfo> schemas, List<UserInfo> users) {
        static CatalogNow of(GroupState state) {
            return new CatalogNow(state.schemas(), state.users());
        }
    }

    private static Outcome attempt(Identity identity, Attempt attempt, CatalogNow now) {
        try {
            Users users = new Users(now.users(), Actors.of(identity, now.users()));
            return attempt(attempt, new Known(new Schemas(now.schemas()), users));
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
    }

    private static Outcome attempt(Attempt attempt, Known known) {
        try {
            return attempt.with(known);
        } catch (SqlException e) {
            return new Answered(Failures.of(e));
        }
    }

    private static Outcome later(CompletableFuture<Frame> frame) {
        return new Later(frame.thenApply(Answered::new));
    }

    private SessionInfo session(String schema, ClientInfo client) throws SqlException {
        String user = client.user().isEmpty() ? DATABASE : client.user();
        return new SessionInfo(schema, user, DATABASE, actors.of(client.identity()));
    }

    @Override
    public void close() {
        queries.close();
    }
}
