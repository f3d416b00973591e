package io.nextval.hibernate;

import org.hibernate.HibernateException;
import org.hibernate.JDBCException;
import org.hibernate.exception.DataException;
import org.hibernate.exception.GenericJDBCException;
import org.hibernate.exception.JDBCConnectionException;
import org.hibernate.exception.SQLGrammarException;

import java.sql.SQLException;

/**
 * Errors of the cluster as Hibernate's exceptions, by their SQLSTATE. Not by the dialect of the
 * entities' database, which would read its own meaning into them.
 */
final class ClusterErrors {
    private ClusterErrors() {}

    static JDBCException of(String what, SQLException cause) {
        String message = what + " of the Nextval cluster";
        String state = String.valueOf(cause.getSQLState());
        if (state.startsWith("08") || state.startsWith("28")) {
            return new JDBCConnectionException(message, cause);
        }
        if (state.startsWith("22")) {
            return new DataException(message, cause);
        }
        if (state.startsWith("42") || state.equals("3F000")) {
            return new SQLGrammarException(message, cause);
        }
        return new GenericJDBCException(message, cause);
    }

    static HibernateException setting(String complaint) {
        return new HibernateException(complaint);
    }
}
