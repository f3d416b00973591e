package io.nextval.server.raft;

import io.nextval.server.command.Command;
import io.nextval.server.state.Answer;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets only a few commands that may be large wait for the log at a time, so that an entry, which is
 * bounded in its number of commands, is bounded in bytes as well. Any thread.
 */
final class LargeProposals {
    /** At most some 28 kB each; with a thousand others of some 600 bytes they stay below 1 MB. */
    static final int WAITING_MAX = 12;

    private final AtomicInteger waiting = new AtomicInteger();

    static boolean isLarge(Command command) {
        if (command instanceof Command.As as) {
            return isLarge(as.command());
        }
        return command instanceof Command.CommentSequence
                || command instanceof Command.StartTask
                || command instanceof Command.GrantOnSequence
                || command instanceof Command.GrantOnSchema
                || command instanceof Command.GrantOnSchemas
                || command instanceof Command.CreateUser
                || command instanceof Command.AlterUser
                || command instanceof Command.DropUser;
    }

    /** Offers it to the proposer, or refuses it. */
    void offer(Proposal proposal, Proposer proposer) {
        if (waiting.incrementAndGet() > WAITING_MAX) {
            waiting.decrementAndGet();
            proposal.overloaded();
        } else {
            proposer.offer(new Counted(proposal));
        }
    }

    private final class Counted implements Proposal {
        private final Proposal proposal;

        Counted(Proposal proposal) {
            this.proposal = proposal;
        }

        @Override
        public Command command() {
            return proposal.command();
        }

        @Override
        public void applied(Answer answer) {
            waiting.decrementAndGet();
            proposal.applied(answer);
        }

        @Override
        public void notLeader() {
            waiting.decrementAndGet();
            proposal.notLeader();
        }

        @Override
        public void overloaded() {
            waiting.decrementAndGet();
            proposal.overloaded();
        }
    }
}
