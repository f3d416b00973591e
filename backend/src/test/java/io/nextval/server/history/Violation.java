package io.nextval.server.history;

import java.util.List;

/** One broken promise and the operations that prove it. */
public record Violation(Kind kind, String text, List<Operation> operations) {
    public Violation {
        operations = List.copyOf(operations);
    }

    /** The promises. */
    public enum Kind {
        /** A value was handed out twice. */
        DUPLICATE,
        /** A later call got an earlier value. */
        ORDER,
        /** A value was skipped and no unanswered call can have taken it. */
        GAP,
        /** A value that the sequence can not produce. */
        STRAY,
        /** Two tries of one ticket got different answers. */
        EXACTLY_ONCE,
        /** Nobody was answered for too long although a majority was healthy. */
        LIVENESS
    }
}
