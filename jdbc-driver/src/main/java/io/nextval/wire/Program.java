package io.nextval.wire;

import java.util.List;

/**
 * What a SQL text means, with all that is needed to run it as its kind says. {@code tag} names the
 * statement, as {@code SELECT} or {@code CREATE SEQUENCE}. {@code slot} is the owner of a COMMAND,
 * {@link #CATALOG_SLOT} for the catalog group.
 *
 * <p>If {@code nameParameters} (1-based) is not empty, only it, the tag and the parameter types are
 * given: the client sends the text again with a {@link NameArgument} for each of them. A COMMAND
 * lists in {@code sequences} those that it drops, so that the session forgets them.
 */
public record Program(
        ProgramKind kind,
        String tag,
        int slot,
        List<String> parameterTypes,
        List<Integer> nameParameters,
        List<ProgramColumn> columns,
        List<SequenceRef> sequences,
        RowSource rows,
        List<SessionAction> actions,
        List<Notice> notices)
        implements Frame {
    /** The slot of a command that the catalog group runs. */
    public static final int CATALOG_SLOT = -1;

    public Program {
        parameterTypes = List.copyOf(parameterTypes);
        nameParameters = List.copyOf(nameParameters);
        columns = List.copyOf(columns);
        sequences = List.copyOf(sequences);
        actions = List.copyOf(actions);
        notices = List.copyOf(notices);
    }

    @Override
    public int type() {
        return FrameType.PROGRAM;
    }
}
