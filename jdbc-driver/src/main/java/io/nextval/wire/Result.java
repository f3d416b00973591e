package io.nextval.wire;

import org.jspecify.annotations.Nullable;

import java.util.List;

/** The outcome of an {@link Execute}: rows, or an update count ({@code -1} means rows). */
public record Result(
        List<ResultColumn> columns,
        List<List<@Nullable Object>> rows,
        long updateCount,
        List<Notice> notices)
        implements Frame {
    public Result {
        columns = List.copyOf(columns);
        notices = List.copyOf(notices);
    }

    @Override
    public int type() {
        return FrameType.RESULT;
    }
}
