package io.nextval.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Whoever made a connection, and what it is told of. Called from any thread. */
interface ConnectionOwner {
    /** The connection was closed, once. */
    void closed();

    /** The connection was aborted, once, instead of being closed. */
    default void aborted() {
        closed();
    }

    /** The connection can not be used any more. */
    default void failed(SQLException error) {}

    default void closed(PreparedStatement statement) {}

    default void failed(PreparedStatement statement, SQLException error) {}
}
