package io.nextval.routing;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Who draws numbers, beside a database, and may be cancelled meanwhile by another thread. */
interface Interruptible {
    /** Told of the statement that draws before it is run; returns it. */
    PreparedStatement started(PreparedStatement statement) throws SQLException;

    void ended();

    /** The database's lastval(). */
    long lastLocally() throws SQLException;
}
