package io.nextval.server.execute;

import io.nextval.server.raft.GroupUnavailableException;
import io.nextval.sql.SqlException;
import io.nextval.wire.Failure;
import io.nextval.wire.Retry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/** Errors as frames. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static Failure of(String sqlState, String message) {
        return new Failure(sqlState, Retry.NEVER, message, "", "", 0);
    }

    static Failure of(SqlException e) {
        return new Failure(
                e.sqlState(), Retry.NEVER, e.getMessage(), e.detail(), e.hint(), e.position());
    }

    /** Too much waits already; nothing was executed. */
    static Failure overloaded(String what) {
        return new Failure("53000", Retry.SAFE, what, "", "Send it again after a short pause.", 0);
    }

    /**
     * What a failed future or thread says. Nothing was executed if a group did not answer, because
     * only reading waits for groups in this way.
     */
    static Failure of(Throwable problem) {
        Throwable cause = problem;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof SqlException e) {
            return of(e);
        } else if (cause instanceof GroupUnavailableException e) {
            return new Failure(
                    "57P03",
                    Retry.SAFE,
                    String.valueOf(e.getMessage()),
                    "",
                    "Send it again; if that does not help, look whether a majority of the nodes"
                            + " runs.",
                    0);
        } else if (cause instanceof RejectedExecutionException) {
            return overloaded("too many statements wait");
        }
        LOG.error("a statement failed in an unexpected way", cause);
        return of("XX000", "internal error: " + cause);
    }
}
