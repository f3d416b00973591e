package io.nextval.server.state;

import io.nextval.wire.Wrap;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** What the state says to one command. Immutable. */
public sealed interface Answer {

    /** The client's registration number, never used for another client. */
    record Registered(long registration) implements Answer {}

    /**
     * A run of values: {@code first + i × increment} for {@code i} below {@code count}, unless
     * {@code wrap} says that the sequence cycled on the way.
     */
    record Granted(long sequenceId, long first, long count, long increment, @Nullable Wrap wrap)
            implements Answer {}

    /** The command was carried out, or there was nothing to do. */
    record Done(List<NoticeText> notices) implements Answer {
        public Done {
            notices = List.copyOf(notices);
        }
    }

    /** The command was refused for good; nothing was consumed. Empty texts are absent ones. */
    record Rejected(String sqlState, String message, String detail, String hint)
            implements Answer {}

    /** This group does not own the sequence's slot. Nothing was consumed or recorded. */
    record Moved() implements Answer {}

    /** The registration is unknown: it was never given, or its client was idle for too long. */
    record Expired() implements Answer {}
}
