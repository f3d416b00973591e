package io.nextval.server.raft;

import io.nextval.server.state.Answer;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The requests behind one log entry, on the node that proposed it, until the entry is settled. */
final class PendingBatch {
    private final Proposer proposer;
    private final List<Proposal> proposals;
    private final AtomicBoolean settled = new AtomicBoolean();

    PendingBatch(Proposer proposer, List<Proposal> proposals) {
        this.proposer = proposer;
        this.proposals = proposals;
    }

    /** The entry was applied on this node; answers are in the order of the commands. */
    void applied(List<Answer> answers) {
        if (settle()) {
            proposer.settled();
            for (int i = 0; i < proposals.size(); i++) {
                proposals.get(i).applied(answers.get(i));
            }
        }
    }

    /** This node will not learn what became of the entry. */
    void lost() {
        if (settle()) {
            proposer.settled();
            for (Proposal p : proposals) {
                p.notLeader();
            }
        }
    }

    private boolean settle() {
        return settled.compareAndSet(false, true);
    }
}
