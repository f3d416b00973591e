package io.nextval.server.execute;

import io.nextval.server.command.Command;
import io.nextval.server.frontend.Replies;
import io.nextval.server.raft.GroupMember;
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
import io.nextval.wire.Result;
import io.nextval.wire.Retry;

import java.util.ArrayList;
import java.util.List;

/** A client's request on its way through the log, and its answer on the way back. */
final class WireProposal implements Proposal {
    private final Command command;
    private final GroupMember member;
    private final Replies replies;
    private final int requestId;

    WireProposal(Command command, GroupMember member, Replies replies, int requestId) {
        this.command = command;
        this.member = member;
        this.replies = replies;
        this.requestId = requestId;
    }

    @Override
    public Command command() {
        return command;
    }

    @Override
    public void applied(Answer answer) {
        replies.reply(requestId, frame(answer));
    }

    private Frame frame(Answer answer) {
        if (answer instanceof Answer.Granted g) {
            return new Granted(g.sequenceId(), g.first(), g.count(), g.increment(), g.wrap());
        } else if (answer instanceof Answer.Registered r) {
            return new Registered(r.registration());
        } else if (answer instanceof Answer.Done d) {
            return new Result(List.of(), List.of(), 0, notices(d.notices()));
        } else if (answer instanceof Answer.Rejected r) {
            return new Failure(r.sqlState(), Retry.NEVER, r.message(), r.detail(), r.hint(), 0);
        } else if (answer instanceof Answer.Moved) {
            return new Redirect(RedirectReason.MOVED, member.group(), "");
        }
        return new Redirect(RedirectReason.EXPIRED, member.group(), "");
    }

    private static List<Notice> notices(List<NoticeText> texts) {
        List<Notice> notices = new ArrayList<>();
        for (NoticeText text : texts) {
            notices.add(new Notice(text.sqlState(), text.message()));
        }
        return notices;
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
                new Failure(
                        "53000",
                        Retry.SAFE,
                        "too many requests wait for group " + member.group(),
                        "",
                        "Send it again after a short pause.",
                        0));
    }
}
