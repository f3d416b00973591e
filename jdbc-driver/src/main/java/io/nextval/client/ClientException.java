package io.nextval.client;

import io.nextval.wire.Failure;
import io.nextval.wire.Retry;

/** What went wrong with a call: SQLSTATE, text, and whether the call may be repeated. */
public final class ClientException extends Exception {
    private static final long serialVersionUID = 1L;

    /** No leader of a group answered in time; the connection is still good. */
    public static final String NO_ANSWER = "NV001";

    private final String sqlState;
    private final Retry retry;
    private final String detail;
    private final String hint;
    private final int position;

    public ClientException(String sqlState, Retry retry, String message) {
        this(new Failure(sqlState, retry, message, "", "", 0));
    }

    ClientException(Failure failure) {
        super(failure.message());
        this.sqlState = failure.sqlState();
        this.retry = failure.retry();
        this.detail = failure.detail();
        this.hint = failure.hint();
        this.position = failure.position();
    }

    /** The same error for another of the callers that share its cause. */
    ClientException(ClientException shared) {
        this(
                new Failure(
                        shared.sqlState,
                        shared.retry,
                        String.valueOf(shared.getMessage()),
                        shared.detail,
                        shared.hint,
                        shared.position));
        initCause(shared);
    }

    ClientException(String sqlState, Retry retry, String message, Throwable cause) {
        this(sqlState, retry, message);
        initCause(cause);
    }

    /** The same error with a text for the caller, at a place of the SQL text; 0 for none. */
    public ClientException at(String message, int place) {
        ClientException placed =
                new ClientException(new Failure(sqlState, retry, message, detail, hint, place));
        placed.initCause(this);
        return placed;
    }

    public String sqlState() {
        return sqlState;
    }

    public Retry retry() {
        return retry;
    }

    /** More about the error, or empty. */
    public String detail() {
        return detail;
    }

    /** What to do about it, or empty. */
    public String hint() {
        return hint;
    }

    /** 1-based character offset into the SQL text, 0 for none. */
    public int position() {
        return position;
    }
}
