package io.nextval.server.command;

/** The limits of one log entry. All of them are part of the log format. */
public final class CommandLimits {
    /** Commands in one batch. */
    public static final int BATCH_COMMANDS_MAX = 65_536;

    /** UTF-8 bytes of a schema's or a sequence's name. */
    public static final int NAME_BYTES_MAX = 255;

    /** UTF-8 bytes of a node's id and of each of its addresses. */
    public static final int NODE_TEXT_BYTES_MAX = 255;

    /** Runs in one assignment of slots. */
    public static final int SLOT_RUNS_MAX = 4096;

    private CommandLimits() {}
}
