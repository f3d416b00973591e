package io.nextval.jdbc;

import io.nextval.wire.Notice;

import org.jspecify.annotations.Nullable;

import java.sql.SQLWarning;
import java.util.List;

/** A chain of warnings that does not grow without end. Any thread. */
final class Warnings {
    private static final int COUNT_MAX = 100;

    private @Nullable SQLWarning first;
    private int count;

    synchronized @Nullable SQLWarning first() {
        return first;
    }

    synchronized void clear() {
        first = null;
        count = 0;
    }

    /** Adds one warning for each notice; beyond the limit they are dropped. */
    synchronized void add(List<Notice> notices) {
        for (Notice notice : notices) {
            if (count == COUNT_MAX) {
                return;
            }
            count++;
            SQLWarning warning = new SQLWarning(notice.message(), notice.sqlState());
            if (first == null) {
                first = warning;
            } else {
                first.setNextWarning(warning);
            }
        }
    }

    /** All of both, the earlier ones first. */
    static @Nullable Warnings joined(@Nullable Warnings earlier, @Nullable Warnings later) {
        SQLWarning more = later == null ? null : later.first();
        if (earlier == null || earlier.first() == null) {
            return later;
        }
        if (more != null) {
            earlier.add(more);
        }
        return earlier;
    }

    private synchronized void add(SQLWarning chain) {
        if (first != null && count < COUNT_MAX) {
            count++;
            first.setNextWarning(chain);
        }
    }
}
