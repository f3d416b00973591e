package io.nextval.server.command;

/** The first byte of each command in a log entry. A number is never given a second meaning. */
final class CommandTag {
    static final int REGISTER_CLIENT = 1;
    static final int NEXT = 2;
    static final int NEXT_BY_NAME = 3;
    static final int CREATE_SEQUENCE = 4;
    static final int DROP_SEQUENCE = 5;

    static final int ADOPT_SLOTS = 32;

    static final int RECORD_NODE = 64;
    static final int ASSIGN_SLOTS = 65;

    private CommandTag() {}
}
