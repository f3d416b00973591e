package io.nextval.server.execute;

import io.nextval.server.command.Command;
import io.nextval.server.frontend.Replies;
import io.nextval.server.raft.GroupMember;
import io.nextval.server.raft.GroupUnavailableException;
import io.nextval.server.raft.Proposal;
import io.nextval.server.state.Answer;
import io.nextval.server.state.NoticeText;
import io.nextval.wire.Failure;
import io.nextval.wire.Frame;
import io.nextval.wire.Granted;
import io.nextval.wire.Notice;
import io.nextval.wire.Redirect;
import io.nextval.wire.RedirectReason;
import io.nextval.wire.Registered;
import io.nextval.wire.Reserved;
import io.nextval.wire.Result;
import io.nextval.wire.Retry;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A client's request on its way through the log, and its answer on the way back. */
final class WireProposal implements Proposal {
    private final Command command;
    private final Wording wording;
    private final GroupMember member;
    private final FollowUps followUps;
    private final Replies replies;
    private final int requestId;

    WireProposal(
            Command command,
            Wording wording,
            GroupMember member,
            FollowUps followUps,
            Replies replies,
            int requestId) {
        this.command = command;
        this.wording = wording;
        this.member = member;
        this.followUps = followUps;
        this.replies = replies;
        this.requestId = requestId;
    }

    @Override
    public Command command() {
        return command;
    }

    /** The group goes on whatever happens here, and the client is told. */
    @Override
    public void applied(Answer answer) {
        try {
            pass(answer);
        } catch (RuntimeException | Error e) {
            replies.reply(requestId, Failures.of(e));
        }
    }

    private void pass(Answer answer) {
        if (answer instanceof Answer.Started started) {
            awaitTask(started);
        } else if (answer instanceof Answer.Held held) {
            if (!followUps.hold(held, member, this::applied)) {
                replies.reply(requestId, notReady()); // tries again, and finds the same answer
            }
        } else if (answer instanceof Answer.Rejected rejected) {
            refuse(rejected);
        } else {
            replies.reply(requestId, frame(answer));
        }
    }

    /** A retry of the ticket is given the same task, so that it waits for the same outcome. */
    private void awaitTask(Answer.Started started) {
        var unused =
                followUps
                        .outcome(started)
                        .whenComplete(
                                (outcome, problem) -> {
                                    if (problem == null) {
                                        applied(outcome);
                                    } else {
                                        taskFailed(problem);
                                    }
                                });
    }

    private void taskFailed(Throwable problem) {
        Throwable cause = problem instanceof CompletionException ? problem.getCause() : problem;
        if (cause instanceof GroupUnavailableException) {
            notLeader();
        } else {
            replies.reply(requestId, Failures.of(problem));
        }
    }

    private void refuse(Answer.Rejected rejected) {
        Failure failure = failure(rejected);
        CompletableFuture<Failure> hinted = followUps.hinted(failure, command);
        if (hinted == null) {
            replies.reply(requestId, failure);
        } else {
            var unused =
                    hinted.whenComplete(
                            (better, problem) ->
                                    replies.reply(requestId, problem == null ? better : failure));
        }
    }

    private Frame frame(Answer answer) {
        if (answer instanceof Answer.Granted g) {
            return new Granted(g.sequenceId(), g.first(), g.count(), g.increment(), g.wrap());
        } else if (answer instanceof Answer.Reserved r) {
            return new Reserved(
                    r.sequenceId(),
                    r.first(),
                    r.count(),
                    r.increment(),
                    r.validMillis(),
                    r.cache());
        } else if (answer instanceof Answer.Registered r) {
            return new Registered(r.registration());
        } else if (answer instanceof Answer.Done d) {
            return new Result(List.of(), List.of(), 0, notices(d.notices()));
        } else if (answer instanceof Answer.Rejected r) {
            return failure(r);
        } else if (answer instanceof Answer.Moved) {
            return new Redirect(RedirectReason.MOVED, member.group(), "");
        } else if (answer instanceof Answer.Busy) {
            return notReady();
        } else if (answer instanceof Answer.Expired) {
            return new Redirect(RedirectReason.EXPIRED, member.group(), "");
        }
        return Failures.of(new IllegalStateException("no frame for " + answer));
    }

    private Redirect notReady() {
        return new Redirect(RedirectReason.NOT_READY, member.group(), "");
    }

    private List<Notice> notices(List<NoticeText> texts) {
        return texts.stream()
                .map(text -> new Notice(text.sqlState(), wording.of(text.message())))
                .toList();
    }

    private Failure failure(Answer.Rejected r) {
        String message = wording.of(r.message());
        return new Failure(r.sqlState(), Retry.NEVER, message, r.detail(), r.hint(), 0);
    }

    @Override
    public void notLeader() {
        replies.reply(
                requestId,
                new Redirect(RedirectReason.NOT_LEADER, member.group(), member.leaderHint()));
    }

    @Override
    public void overloaded() {
        replies.reply(
                requestId,
                Failures.overloaded("too many requests wait for group " + member.group()));
    }
}
