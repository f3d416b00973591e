package io.nextval.wire;

import java.util.List;

/**
 * Asks what a SQL text means, with these sequence names in place of their parameters. Answered by
 * {@link Program} or {@link Failure}.
 */
public record Compile(String schema, String sql, List<NameArgument> names) implements Frame {
    public Compile {
        names = List.copyOf(names);
    }

    @Override
    public int type() {
        return FrameType.COMPILE;
    }
}
