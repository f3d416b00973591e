package io.nextval.server.config;

/**
 * A reason why a command or a node can not start that its operator can put right. The message is
 * one line: what, where, what to do. The launcher prints it without a stack trace and ends the
 * process with {@link #exitCode()}.
 */
public final class StartupException extends RuntimeException {
    /** Something else went wrong. */
    public static final int EXIT_FAILURE = 1;

    /** An unknown option, a bad value, peers that do not fit together. */
    public static final int EXIT_USAGE = 2;

    /**
     * The data folder is locked by another process, can not be read or written, or lost its log.
     */
    public static final int EXIT_DATA = 3;

    /** An address can not be bound. */
    public static final int EXIT_ADDRESS = 4;

    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public StartupException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public StartupException(int exitCode, String message, Throwable cause) {
        super(message, cause);
        this.exitCode = exitCode;
    }

    /** The exit code of the process, one of the {@code EXIT_} constants. */
    public int exitCode() {
        return exitCode;
    }
}
