package io.nextval.server.history;

/**
 * One logical request: all tries of a ticket folded into one. It was invoked when its first try
 * was, and answered when its first answer arrived. Positions are within its epoch.
 */
record Request(
        Operation operation,
        long invokeNanos,
        long answerNanos,
        long epoch,
        long firstPosition,
        long lastPosition) {}
