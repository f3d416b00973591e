package io.nextval.server.execute;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Command;
import io.nextval.server.command.CommandFormatException;
import io.nextval.server.frontend.Replies;
import io.nextval.server.frontend.RequestHandler;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.session.Identity;
import io.nextval.sql.Parser;
import io.nextval.sql.SqlException;
import io.nextval.wire.Compile;
import io.nextval.wire.Execute;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.GetTopology;
import io.nextval.wire.Next;
import io.nextval.wire.NextByName;
import io.nextval.wire.Prepare;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Register;
import io.nextval.wire.Reserve;
import io.nextval.wire.SetValue;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Sends each request where it is answered: numbers straight to the proposer of their group, from
 * the event loop; texts to a few threads that parse.
 */
public final class Dispatcher implements RequestHandler, AutoCloseable {
    private static final int PARSERS = 2;
    private static final int WAITING_TEXTS_MAX = 1_000;

    private final ClusterView view;
    private final FollowUps followUps;
    private final Statements statements;
    private final Actors actors;
    private final ThreadPoolExecutor parsers;

    public Dispatcher(ClusterView view) {
        this.view = view;
        this.actors = new Actors(view);
        this.parsers =
                new ThreadPoolExecutor(
                        PARSERS,
                        PARSERS,
                        1,
                        TimeUnit.MINUTES,
                        new ArrayBlockingQueue<>(WAITING_TEXTS_MAX),
                        r -> {
                            Thread t = new Thread(r, "sql-parser");
                            t.setDaemon(true);
                            return t;
                        });
        parsers.allowCoreThreadTimeOut(true);
        NearestNames names = new NearestNames(view);
        this.followUps = new FollowUps(view, names);
        this.statements = new Statements(view, names, parsers);
        parsers.execute(Parser::warmUp);
        statements.warmUp();
    }

    /** How many texts were parsed so far, and not found in the cache. */
    long parses() {
        return statements.parses();
    }

    @Override
    public void handle(Frame request, int requestId, Replies replies) {
        if (request instanceof Next r) {
            proposeAs(
                    r.group(),
                    new Command.Next(r.ticket(), r.sequenceId(), r.count(), r.atomic()),
                    requestId,
                    replies);
        } else if (request instanceof NextByName r) {
            nextByName(r, requestId, replies);
        } else if (request instanceof SetValue r) {
            setValue(r, requestId, replies);
        } else if (request instanceof Reserve r) {
            reserve(r, requestId, replies);
        } else if (request instanceof Register r) {
            propose(
                    r.group(),
                    new Command.RegisterClient(r.clientId()),
                    Wording.NONE,
                    requestId,
                    replies);
        } else if (request instanceof GetTopology) {
            replies.reply(requestId, view.topology());
        } else if (request instanceof Compile r) {
            parse(requestId, replies, () -> statements.compile(r, replies.client()));
        } else if (request instanceof Prepare r) {
            parse(requestId, replies, () -> statements.prepare(r, replies.client()));
        } else if (request instanceof Execute r) {
            parse(requestId, replies, () -> statements.execute(r, replies.client()));
        } else {
            throw new IllegalStateException("no way for " + request.getClass().getSimpleName());
        }
    }

    private void nextByName(NextByName r, int requestId, Replies replies) {
        Command.Ticketed command;
        try {
            command =
                    new Command.NextByName(r.ticket(), r.schema(), r.name(), r.count(), r.atomic());
        } catch (CommandFormatException e) {
            replies.reply(requestId, badName(e));
            return;
        }
        proposeAs(r.group(), command, requestId, replies);
    }

    private void setValue(SetValue r, int requestId, Replies replies) {
        Command.Ticketed command;
        try {
            command = new Command.SetValue(r.ticket(), r.schema(), r.name(), r.value(), r.called());
        } catch (CommandFormatException e) {
            replies.reply(requestId, badName(e));
            return;
        }
        proposeAs(r.group(), command, requestId, replies);
    }

    private void reserve(Reserve r, int requestId, Replies replies) {
        Command.Ticketed command;
        try {
            command =
                    new Command.Reserve(
                            r.ticket(),
                            r.schema(),
                            r.name(),
                            r.count(),
                            view.config().blockValidityMillis());
        } catch (CommandFormatException e) {
            replies.reply(requestId, badName(e));
            return;
        }
        proposeAs(r.group(), command, requestId, replies);
    }

    private static Failure badName(CommandFormatException e) {
        return Failures.of("42622", String.valueOf(e.getMessage()));
    }

    /** In the name of whoever logged in on the connection; nobody did on most. */
    private void proposeAs(int group, Command.Ticketed command, int requestId, Replies replies) {
        Identity identity = replies.client().identity();
        Command.Ticketed named = command;
        if (identity.loggedIn()) {
            try {
                named = Commands.by(actors.of(identity), command);
            } catch (SqlException e) {
                replies.reply(requestId, Failures.of(e));
                return;
            }
        }
        propose(group, named, Wording.NONE, requestId, replies);
    }

    private void settle(Statements.Outcome outcome, int requestId, Replies replies) {
        if (outcome instanceof Statements.Answered answered) {
            replies.reply(requestId, answered.frame());
        } else if (outcome instanceof Statements.Proposed proposed) {
            propose(proposed.group(), proposed.command(), proposed.wording(), requestId, replies);
        } else if (outcome instanceof Statements.Noted noted) {
            settle(noted.outcome(), requestId, noted.note().on(replies));
        } else if (outcome instanceof Statements.Later later) {
            var unused =
                    later.outcome()
                            .whenComplete(
                                    (settled, problem) -> {
                                        if (problem == null) {
                                            answer(
                                                    requestId,
                                                    replies,
                                                    () -> settle(settled, requestId, replies));
                                        } else {
                                            replies.reply(requestId, Failures.of(problem));
                                        }
                                    });
        }
    }

    private void propose(
            int group, Command command, Wording wording, int requestId, Replies replies) {
        GroupMember member = view.member(group);
        if (member == null) {
            replies.reply(requestId, new Redirect(RedirectReason.MOVED, group, ""));
        } else {
            member.propose(
                    new WireProposal(command, wording, member, followUps, replies, requestId));
        }
    }

    /** Nobody else would notice what is thrown here, and the client would wait for nothing. */
    private static void answer(int requestId, Replies replies, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            replies.reply(requestId, Failures.of(e));
        }
    }

    private void parse(int requestId, Replies replies, Supplier<Statements.Outcome> work) {
        try {
            parsers.execute(
                    () -> answer(requestId, replies, () -> settle(work.get(), requestId, replies)));
        } catch (RejectedExecutionException e) {
            replies.reply(requestId, Failures.overloaded("too many statements wait to be parsed"));
        }
    }

    @Override
    public void close() {
        parsers.shutdownNow();
        statements.close();
    }
}
