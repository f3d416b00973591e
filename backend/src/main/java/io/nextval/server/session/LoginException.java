package io.nextval.server.session;

/**
 * Why a login ended: the SQLSTATE and the words for the client, and the reason for the operator.
 */
public final class LoginException extends Exception {
    private static final long serialVersionUID = 1L;

    private static final String WRONG_PASSWORD = "28P01";

    private final String sqlState;
    private final String reason;

    private LoginException(String sqlState, String message, String reason) {
        super(message, null, false, false);
        this.sqlState = sqlState;
        this.reason = reason;
    }

    /**
     * The one answer to a wrong password, a user that does not exist, or one without a password.
     */
    static LoginException wrong(String user, String reason) {
        return new LoginException(
                WRONG_PASSWORD, "password authentication failed for user \"" + user + "\"", reason);
    }

    /** What the client sent is no login. */
    static LoginException malformed(String message) {
        return new LoginException("08P01", message, message);
    }

    /** This client can not log in here, whatever its password. */
    static LoginException refused(String message) {
        return new LoginException("28000", message, message);
    }

    /** Nobody can log in yet. */
    static LoginException starting(String message) {
        return new LoginException("57P03", message, message);
    }

    /** The SQLSTATE for the client. */
    public String sqlState() {
        return sqlState;
    }

    /** True if the password was wrong, or there is no such user, or none with a password. */
    public boolean wrongPassword() {
        return sqlState.equals(WRONG_PASSWORD);
    }

    /** The words for the client. */
    public String text() {
        return String.valueOf(getMessage());
    }

    /** What happened, for the audit log; it may say more than {@link #text}. */
    public String reason() {
        return reason;
    }
}
