package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/** A value in a statement: a sequence's next number, a constant, or a parameter. */
public sealed interface Expression {

    /**
     * The next number of a sequence: {@code nextval('s')} or {@code NEXT VALUE FOR s}.
     *
     * @param sequence the sequence asked
     */
    record NextValue(QualifiedName sequence) implements Expression {}

    /**
     * A constant.
     *
     * @param value null, a {@link Long}, a {@link String} or a {@link Boolean}
     * @param typeName {@code int4}, {@code int8}, {@code text} or {@code bool}
     */
    record Literal(@Nullable Object value, String typeName) implements Expression {

        /** Returns an integer constant; its type is int4 if it fits, else int8. */
        public static Literal ofInteger(long value) {
            return new Literal(value, value == (int) value ? "int4" : "int8");
        }
    }

    /**
     * A {@code ?}.
     *
     * @param index 1 for the first {@code ?} of the text
     */
    record Parameter(int index) implements Expression {}
}
