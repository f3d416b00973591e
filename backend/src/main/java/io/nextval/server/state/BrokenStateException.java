package io.nextval.server.state;

/**
 * An invariant of the replicated state does not hold. Whoever applies entries stops the node: the
 * state can no longer be trusted, and the next entry would make it worse.
 */
public final class BrokenStateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenStateException(String message) {
        super(message);
    }
}
