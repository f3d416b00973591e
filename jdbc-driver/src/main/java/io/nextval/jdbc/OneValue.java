package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

/** The one row and column of {@code SELECT NEXTVAL('s')}. */
record OneValue(long value) implements Rows {
    @Override
    public long count() {
        return 1;
    }

    @Override
    public boolean isNumber(int column) {
        return true;
    }

    @Override
    public long number(long row, int column) {
        return value;
    }

    @Override
    public @Nullable Object object(long row, int column) {
        return value;
    }
}
