package io.nextval.sql;

import java.util.List;

/**
 * {@code SELECT item, … [FROM generate_series(a, b)]}.
 *
 * @param items the columns of the result, at least one
 * @param rows how many rows the result has
 * @param parameterCount number of {@code ?} in the statement
 */
public record Select(List<SelectItem> items, RowSource rows, int parameterCount)
        implements Statement {
    public Select {
        items = List.copyOf(items);
    }
}
