package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** Rows as a server sent them. */
record ListedRows(List<List<@Nullable Object>> rows) implements Rows {
    @Override
    public long count() {
        return rows.size();
    }

    @Override
    public boolean isNumber(int column) {
        return false;
    }

    @Override
    public long number(long row, int column) {
        throw new IllegalStateException();
    }

    @Override
    public @Nullable Object object(long row, int column) {
        return rows.get((int) row).get(column);
    }
}
