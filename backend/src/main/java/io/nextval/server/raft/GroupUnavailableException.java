package io.nextval.server.raft;

/**
 * A group gave no answer in time: it has no leader that a majority follows, or this node does not
 * reach it. What was asked may still be executed.
 */
public final class GroupUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int group;

    public GroupUnavailableException(int group, String problem) {
        super("group " + group + " " + problem);
        this.group = group;
    }

    /** Number of the group. */
    public int group() {
        return group;
    }
}
