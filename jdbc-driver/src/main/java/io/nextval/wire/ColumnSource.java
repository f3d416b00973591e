package io.nextval.wire;

import org.jspecify.annotations.Nullable;

/**
 * Where a column's value of a row comes from. Sequences are indexes into the program's list,
 * parameters are 1-based. The columns of a row are evaluated from left to right, and rows in order.
 */
public sealed interface ColumnSource {
    /** The same value in each row: null, or of one of the types that values have. */
    record Constant(@Nullable Object value) implements ColumnSource {}

    /** The parameter's value. */
    record Argument(int parameter) implements ColumnSource {}

    /** Draws a number: {@code nextval}. */
    record NextOf(int sequence) implements ColumnSource {}

    /** The number that the session drew or set last: {@code currval}. */
    record CurrentOf(int sequence) implements ColumnSource {}

    /** The current number of the sequence that the session drew from last: {@code lastval}. */
    record Last() implements ColumnSource {}

    /**
     * Sets the sequence: {@code setval}. Both sources are constants or arguments; if one is null,
     * so is the column, and nothing is set.
     */
    record SetTo(int sequence, ColumnSource value, ColumnSource called) implements ColumnSource {}

    /**
     * A property of the session: {@code version}, {@code current_user}, {@code session_user},
     * {@code user}, {@code current_schema}, {@code current_catalog}, {@code current_database},
     * {@code now}, or the name of a {@link SessionVariable}.
     */
    record Session(String name) implements ColumnSource {}

    /** A column of a query, of which only label and type are known. */
    record Opaque() implements ColumnSource {}
}
