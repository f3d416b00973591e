package io.nextval.server.execute;

import io.nextval.server.cluster.ClusterView;
import io.nextval.server.command.Command;
import io.nextval.server.command.CommandFormatException;
import io.nextval.server.frontend.Replies;
import io.nextval.server.frontend.RequestHandler;
import io.nextval.server.raft.GroupMember;
import io.nextval.sql.Parser;
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
import io.nextval.wire.Retry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends each request where it is answered: numbers straight to the proposer of their group, from
 * the event loop; texts to a few threads that parse.
 */
public final class Dispatcher implements RequestHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final int PARSERS = 2;
    private static final int WAITING_TEXTS_MAX = 1_000;

    private final ClusterView view;
    private final Statements statements;
    private final ThreadPoolExecutor parsers;

    public Dispatcher(ClusterView view) {
        this.view = view;
        this.statements = new Statements(view);
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
        parsers.execute(Parser::warmUp);
    }

    @Override
    public void handle(Frame request, int requestId, Replies replies) {
        if (request instanceof Next r) {
            propose(
                    r.group(),
                    new Command.Next(r.ticket(), r.sequenceId(), r.count(), r.atomic()),
                    requestId,
                    replies);
        } else if (request instanceof NextByName r) {
            nextByName(r, requestId, replies);
        } else if (request instanceof Register r) {
            propose(r.group(), new Command.RegisterClient(r.clientId()), requestId, replies);
        } else if (request instanceof GetTopology) {
            replies.reply(requestId, view.topology());
        } else if (request instanceof Prepare r) {
            parse(requestId, replies, () -> replies.reply(requestId, statements.prepare(r)));
        } else if (request instanceof Execute r) {
            parse(requestId, replies, () -> execute(r, requestId, replies));
        } else {
            throw new IllegalStateException("no way for " + request.getClass().getSimpleName());
        }
    }

    private void nextByName(NextByName r, int requestId, Replies replies) {
        Command command;
        try {
            command =
                    new Command.NextByName(r.ticket(), r.schema(), r.name(), r.count(), r.atomic());
        } catch (CommandFormatException e) {
            replies.reply(requestId, Failures.of("42622", String.valueOf(e.getMessage())));
            return;
        }
        propose(r.group(), command, requestId, replies);
    }

    private void execute(Execute request, int requestId, Replies replies) {
        Statements.Outcome outcome = statements.execute(request);
        if (outcome instanceof Statements.Answered answered) {
            replies.reply(requestId, answered.frame());
        } else if (outcome instanceof Statements.Proposed proposed) {
            propose(proposed.group(), proposed.command(), requestId, replies);
        }
    }

    private void propose(int group, Command command, int requestId, Replies replies) {
        GroupMember member = view.member(group);
        if (member == null) {
            replies.reply(requestId, new Redirect(RedirectReason.MOVED, group, ""));
        } else {
            member.propose(new WireProposal(command, member, replies, requestId));
        }
    }

    private void parse(int requestId, Replies replies, Runnable work) {
        try {
            parsers.execute(
                    () -> {
                        try {
                            work.run();
                        } catch (RuntimeException e) {
                            LOG.error("a statement failed in an unexpected way", e);
                            replies.reply(requestId, Failures.of("XX000", "internal error: " + e));
                        }
                    });
        } catch (RejectedExecutionException e) {
            replies.reply(
                    requestId,
                    new Failure(
                            "53000",
                            Retry.SAFE,
                            "too many statements wait to be parsed",
                            "",
                            "Send it again after a short pause.",
                            0));
        }
    }

    @Override
    public void close() {
        parsers.shutdownNow();
    }
}
