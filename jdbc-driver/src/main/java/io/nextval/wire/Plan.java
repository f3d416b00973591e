package io.nextval.wire;

import java.util.List;

/**
 * What a SQL text means: for a {@link PlanKind#SEQUENCE} plan, all that is needed to run it without
 * sending the text again. {@code slot} is the owner of a command.
 */
public record Plan(
        PlanKind kind,
        int slot,
        int parameterCount,
        List<PlanColumn> columns,
        List<SequenceRef> sequences,
        RowSource rows,
        List<Notice> notices)
        implements Frame {
    public Plan {
        columns = List.copyOf(columns);
        sequences = List.copyOf(sequences);
        notices = List.copyOf(notices);
    }

    @Override
    public int type() {
        return FrameType.PLAN;
    }
}
