package io.nextval.jdbc;

import java.sql.SQLException;

/** {@link java.sql.Wrapper} for objects that wrap nothing but themselves. */
final class Wrappers {
    private Wrappers() {}

    static <T> T unwrap(Object self, Class<T> type) throws SQLException {
        if (type.isInstance(self)) {
            return type.cast(self);
        }
        throw Errors.badArgument(self.getClass().getName() + " is no " + type.getName());
    }
}
