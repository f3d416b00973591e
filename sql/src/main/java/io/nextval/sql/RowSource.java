package io.nextval.sql;

/** Where the rows of a {@link Select} come from. */
public sealed interface RowSource {

    /** No FROM: one row. */
    record SingleRow() implements RowSource {}

    /**
     * {@code FROM generate_series(from, to)}: to − from + 1 rows, none if to is below from.
     *
     * @param from first number, an integer {@link Expression.Literal} or a parameter
     * @param to last number, likewise
     */
    record Series(Expression from, Expression to) implements RowSource {}
}
