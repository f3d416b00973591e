package io.nextval.server.command;

/** The first byte of each command in a log entry. A number is never given a second meaning. */
final class CommandTag {
    static final int REGISTER_CLIENT = 1;
    static final int NEXT = 2;
    static final int NEXT_BY_NAME = 3;
    static final int CREATE_SEQUENCE = 4;
    static final int DROP_SEQUENCE = 5;

    /** As {@link #CREATE_SEQUENCE}, in another schema than incarnation 0. */
    static final int CREATE_SEQUENCE_IN = 6;

    static final int ALTER_SEQUENCE = 7;
    static final int SET_VALUE = 8;
    static final int COMMENT_SEQUENCE = 9;

    /** Who asks, and then another command as a whole. */
    static final int AS = 10;

    static final int GRANT_ON_SEQUENCE = 11;
    static final int SET_SEQUENCE_OWNER = 12;
    static final int RESERVE = 13;

    static final int ADOPT_SLOTS = 32;
    static final int BARRIER = 33;
    static final int PREPARE_TASK = 34;
    static final int FINISH_TASK = 35;

    /** As {@link #PREPARE_TASK}, for a user who must own what is named. */
    static final int PREPARE_TASK_AS = 36;

    /** As {@link #PREPARE_TASK}, with a user's id, which may be 0, and what is granted. */
    static final int PREPARE_TASK_GRANT = 37;

    static final int RECORD_NODE = 64;
    static final int ASSIGN_SLOTS = 65;
    static final int CREATE_SCHEMA = 66;
    static final int START_TASK = 67;
    static final int DECIDE_TASK = 68;
    static final int COMPLETE_TASK = 69;
    static final int CREATE_USER = 70;
    static final int ALTER_USER = 71;
    static final int DROP_USER = 72;
    static final int GRANT_ON_SCHEMA = 73;

    /** As {@link #DECIDE_TASK}, with a finding that has more than names. */
    static final int DECIDE_TASK_MORE = 74;

    static final int GRANT_ON_SCHEMAS = 75;

    /** As {@link #DECIDE_TASK_MORE}, with a finding that has what only grants have. */
    static final int DECIDE_TASK_GRANT = 76;

    private CommandTag() {}
}
