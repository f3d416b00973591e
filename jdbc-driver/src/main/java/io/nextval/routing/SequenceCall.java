package io.nextval.routing;

import org.jspecify.annotations.Nullable;

/**
 * A sequence function in a statement, from its first to its last token.
 *
 * @param sequence the sequence if it is a listed one; null for a local one and for lastval()
 * @param nameParameter the bind parameter that names the sequence, from 1; else 0
 * @param standardForm whether it is NEXT VALUE FOR s, s.NEXTVAL or the like and not a function
 * @param arguments the first token behind the name and its comma, for setval; else 0
 */
record SequenceCall(
        Kind kind,
        int first,
        int last,
        @Nullable GlobalName sequence,
        int nameParameter,
        boolean standardForm,
        int arguments) {
    enum Kind {
        NEXT,
        CURRENT,
        LAST,
        SET;

        /** What a column of it is called. */
        String label() {
            return switch (this) {
                case NEXT -> "nextval";
                case CURRENT -> "currval";
                case LAST -> "lastval";
                case SET -> "setval";
            };
        }
    }

    boolean isListed() {
        return sequence != null;
    }
}
