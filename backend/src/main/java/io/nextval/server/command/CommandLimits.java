package io.nextval.server.command;

/** The limits of one log entry. All of them are part of the log format. */
public final class CommandLimits {
    /** Commands in one batch. */
    public static final int BATCH_COMMANDS_MAX = 65_536;

    /** UTF-8 bytes of a schema's, a sequence's or a user's name. */
    public static final int NAME_BYTES_MAX = 255;

    /** UTF-8 bytes of a sequence's comment. */
    public static final int COMMENT_BYTES_MAX = 1024;

    /** Names in one task. */
    public static final int TASK_NAMES_MAX = 1000;

    /** UTF-8 bytes of all names in one task. */
    public static final int TASK_BYTES_MAX = 16_384;

    /** UTF-8 bytes of a node's id and of each of its addresses. */
    public static final int NODE_TEXT_BYTES_MAX = 255;

    /** Runs in one assignment of slots. */
    public static final int SLOT_RUNS_MAX = 4096;

    /** Users that one GRANT or REVOKE names, and that one object has grants for. */
    public static final int GRANTS_MAX = 1000;

    /** UTF-8 bytes of what a password is checked with. */
    public static final int VERIFIER_BYTES_MAX = 512;

    /** The longest time for which a block of values may be good. */
    public static final long BLOCK_VALIDITY_MILLIS_MAX = 60_000;

    /** The longest time for which an answer is held back: that of a block, with its margin. */
    public static final long HELD_MILLIS_MAX =
            BLOCK_VALIDITY_MILLIS_MAX + BLOCK_VALIDITY_MILLIS_MAX / 100 + 50;

    private CommandLimits() {}
}
