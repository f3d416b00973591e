package io.nextval.server.command;

import java.util.List;

/**
 * What may be granted, as bits, and to whom. The numbers are part of the log's and the snapshots'
 * format.
 */
public final class Privileges {
    public static final int USAGE = 1;
    public static final int SELECT = 2;
    public static final int UPDATE = 4;
    public static final int CREATE = 8;

    /** All that there is to grant on a sequence. */
    public static final int ON_SEQUENCE = USAGE | SELECT | UPDATE;

    /** All that there is to grant on a schema. */
    public static final int ON_SCHEMA = CREATE;

    /** Stands for everybody where a user's id is asked for. */
    public static final long PUBLIC = 0;

    /** The greatest id a user can have. */
    public static final long USER_ID_MAX = Long.MAX_VALUE - 1;

    private Privileges() {}

    static void check(int privileges, int all, List<Long> userIds) {
        if (privileges == 0 || (privileges & ~all) != 0) {
            throw new CommandFormatException(
                    "privileges " + privileges + " are none of those within " + all);
        }
        if (userIds.isEmpty() || userIds.size() > CommandLimits.GRANTS_MAX) {
            throw new CommandFormatException(
                    userIds.size()
                            + " users in one statement are not within 1…"
                            + CommandLimits.GRANTS_MAX);
        }
        for (long userId : userIds) {
            if (userId != PUBLIC) {
                checkUser(userId);
            }
        }
    }

    static void checkUser(long userId) {
        if (userId < 1 || userId > USER_ID_MAX) {
            throw new CommandFormatException("user id " + userId + " is impossible");
        }
    }
}
