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

    static final int ADOPT_SLOTS = 32;
    static final int BARRIER = 33;
    static final int PREPARE_TASK = 34;
    static final int FINISH_TASK = 35;

    static final int RECORD_NODE = 64;
    static final int ASSIGN_SLOTS = 65;
    static final int CREATE_SCHEMA = 66;
    static final int START_TASK = 67;
    static final int DECIDE_TASK = 68;
    static final int COMPLETE_TASK = 69;

    private CommandTag() {}
}
