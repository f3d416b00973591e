package io.nextval.jdbc;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;

/** {@link java.sql.Wrapper} for objects that wrap nothing but themselves. */
final class Wrappers {
    private Wrappers() {}

    static <T> T unwrap(Object self, @Nullable Class<T> type) throws SQLException {
        if (type == null) {
            throw Errors.missing("the class to unwrap");
        }
        if (type.isInstance(self)) {
            return type.cast(self);
        }
        throw Errors.badArgument(self.getClass().getName() + " is no " + type.getName());
    }

    static boolean isWrapper(Object self, @Nullable Class<?> type) {
        return type != null && type.isInstance(self);
    }
}
