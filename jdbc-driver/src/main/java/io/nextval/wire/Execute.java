package io.nextval.wire;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Runs a statement as text: a command at its group's leader with a ticket, a query at any node with
 * group {@code -1} and no ticket. Parameters are null, Long, String, Boolean, and from version 2 on
 * BigDecimal, Double or Instant. Answered by {@link Result}, {@link Redirect} or {@link Failure}.
 */
public record Execute(
        int group,
        @Nullable Ticket ticket,
        String schema,
        String sql,
        List<@Nullable Object> parameters)
        implements Frame {
    @Override
    public int type() {
        return FrameType.EXECUTE;
    }
}
