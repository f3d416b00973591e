package io.nextval.server.raft;

import io.nextval.server.command.Command;
import io.nextval.server.state.Answer;

/**
 * One command that waits for its place in the log. Exactly one of the callbacks is called, once,
 * from the apply thread or the proposer's thread; none of them may block.
 */
public interface Proposal {

    /** The command to be put into the log. */
    Command command();

    /** Its entry was committed and applied: this is the answer of the replicated state. */
    void applied(Answer answer);

    /**
     * This node can not say what became of the command: it does not lead the group, or stopped to.
     * The command may still be applied if an entry holding it was already under way, so only a
     * retry with the same ticket tells.
     */
    void notLeader();

    /** The command was refused before it got near the log, because too much is waiting already. */
    void overloaded();
}
