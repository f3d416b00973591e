package io.nextval.sql;

import org.jspecify.annotations.Nullable;

/** A value in a statement: a number of a sequence, a constant, a parameter, or a cast of these. */
public sealed interface Expression {

    /** The next number: {@code nextval('s')}, {@code NEXT VALUE FOR s}, {@code s.nextval}. */
    record NextValue(SequenceReference sequence) implements Expression {}

    /** The session's last number of a sequence: {@code currval('s')}, {@code s.currval}. */
    record CurrentValue(SequenceReference sequence) implements Expression {}

    /** The session's last number of any sequence: {@code lastval()}. */
    record LastValue() implements Expression {}

    /**
     * Sets a sequence: {@code setval('s', value [, called])}; gives the value back.
     *
     * @param value a bigint, or null: {@link Literal} or {@link Parameter}
     * @param called whether the value counts as handed out: {@link Literal} or {@link Parameter}
     */
    record SetValue(SequenceReference sequence, Expression value, Expression called)
            implements Expression {}

    /**
     * A constant.
     *
     * @param value null, a {@link Long}, a {@link java.math.BigDecimal}, a {@link String} or a
     *     {@link Boolean}
     * @param typeName {@code int4}, {@code int8}, {@code numeric}, {@code text} or {@code bool}
     */
    record Literal(@Nullable Object value, String typeName) implements Expression {
        /** {@code TRUE}. */
        public static final Literal TRUE = new Literal(true, "bool");

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

    /**
     * {@code CAST(operand AS type)}, {@code operand::type}.
     *
     * @param typeName {@code int2}, {@code int4}, {@code int8}, {@code numeric}, {@code float8},
     *     {@code text}, {@code bool} or {@code timestamptz}
     */
    record Cast(Expression operand, String typeName) implements Expression {}

    /**
     * What the session knows.
     *
     * @param name {@code version}, {@code current_user}, {@code session_user}, {@code user}, {@code
     *     current_schema}, {@code current_catalog}, {@code current_database} or {@code now}
     */
    record SessionValue(String name) implements Expression {}
}
