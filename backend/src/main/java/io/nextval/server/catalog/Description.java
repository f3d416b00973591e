package io.nextval.server.catalog;

import io.nextval.wire.ResultColumn;

import java.util.List;

/**
 * The shape of a statement, known without running it.
 *
 * @param columns labels and types of its result
 * @param parameterTypes type of each {@code ?}, as its use says; text where it says nothing
 */
public record Description(List<ResultColumn> columns, List<String> parameterTypes) {
    public Description {
        columns = List.copyOf(columns);
        parameterTypes = List.copyOf(parameterTypes);
    }
}
