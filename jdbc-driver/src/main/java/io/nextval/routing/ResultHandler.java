package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.Method;
import java.sql.ResultSet;
import java.sql.Statement;

/** A result whose statement is the application's. */
final class ResultHandler extends Handler {
    private final ResultSet real;
    private final Statement statement;

    private ResultHandler(ResultSet real, Statement statement) {
        this.real = real;
        this.statement = statement;
    }

    /** The result if it is one, and otherwise what it is. */
    static @Nullable Object wrap(@Nullable Object result, Statement statement) {
        return result instanceof ResultSet rows
                ? proxy(ResultSet.class, new ResultHandler(rows, statement))
                : result;
    }

    @Override
    Object real() {
        return real;
    }

    @Override
    @Nullable Object handle(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable {
        return method.getName().equals("getStatement") ? statement : call(real, method, args);
    }
}
