package io.nextval.server.command;

/**
 * Bytes that are no log entry of a known format, or a command that no log entry can carry. The
 * message names what is wrong and where.
 */
public final class CommandFormatException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public CommandFormatException(String message) {
        super(message);
    }
}
