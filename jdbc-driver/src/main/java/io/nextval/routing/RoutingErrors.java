package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.sql.SQLDataException;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLNonTransientException;
import java.sql.SQLTransientException;

/**
 * Errors of the wrapping driver. One of the cluster must not look like one of the database's
 * connection, which a pool would throw away: 08xxx becomes NV8xx, and 57Pxx becomes NV5xx.
 */
final class RoutingErrors {
    private static final String UNKNOWN_OUTCOME = "08007";

    private RoutingErrors() {}

    static SQLException badUrl(String reason) {
        return new SQLNonTransientConnectionException(
                "bad URL: "
                        + reason
                        + "; expected jdbc:nextval:<the database's URL without jdbc:> with the"
                        + " parameters nextval.cluster=h1,h2,h3 and"
                        + " nextval.sequences=orders,invoice_*",
                "08001");
    }

    static SQLException badArgument(String reason) {
        return new SQLDataException(reason, "22023");
    }

    static SQLException refused(String reason) {
        return new SQLFeatureNotSupportedException(reason + " is not supported", "0AX00");
    }

    static SQLException unsupported(String what) {
        return new SQLFeatureNotSupportedException(what + " is not supported", "0AX00");
    }

    static SQLException severalRows(GlobalName sequence, long rows) {
        String count = rows < 0 ? "an unknown number of" : Long.toString(rows);
        return new SQLFeatureNotSupportedException(
                "the statement would give "
                        + count
                        + " rows one and the same number of the global sequence "
                        + sequence
                        + ", and was undone; change one row with each statement. It is not"
                        + " supported",
                "0AX00");
    }

    static SQLException guessedKeys() {
        return unsupported(
                "getGeneratedKeys after a statement of several rows with numbers of a global"
                        + " sequence, whose keys MySQL's driver can only guess (a batch is such a"
                        + " statement with rewriteBatchedStatements=true),");
    }

    /** What the cluster reports, for who holds a connection of a database. */
    static SQLException ofCluster(SQLException e) {
        String state = e.getSQLState();
        String own = state(state);
        if (own == null) {
            return e;
        }
        String text = "Nextval cluster: " + e.getMessage();
        return UNKNOWN_OUTCOME.equals(state)
                ? new SQLNonTransientException(text, own, e)
                : new SQLTransientException(text, own, e);
    }

    /** Another state that pools take no notice of, or null if it is none of theirs. */
    private static @Nullable String state(@Nullable String state) {
        if (state == null || state.length() != 5) {
            return null;
        }
        if (state.startsWith("08")) {
            return "NV8" + state.substring(3);
        }
        return state.startsWith("57P") ? "NV5" + state.substring(3) : null;
    }
}
