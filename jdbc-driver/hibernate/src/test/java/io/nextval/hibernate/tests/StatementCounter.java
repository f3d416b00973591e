package io.nextval.hibernate.tests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

/** Passes all on to another DataSource, and counts what is executed: a round trip at least. */
final class StatementCounter {
    private final AtomicLong executed = new AtomicLong();

    /** Since the last time that it was asked. */
    long take() {
        return executed.getAndSet(0);
    }

    DataSource counted(DataSource source) {
        return counted(DataSource.class, source);
    }

    private <T> T counted(Class<T> type, T target) {
        return type.cast(
                Proxy.newProxyInstance(
                        StatementCounter.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            if (target instanceof Statement
                                    && method.getName().startsWith("execute")) {
                                executed.incrementAndGet();
                            }
                            try {
                                return wrapped(
                                        method.getReturnType(), method.invoke(target, arguments));
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private <T> Object wrapped(Class<T> type, Object result) {
        boolean counts = type == Connection.class || Statement.class.isAssignableFrom(type);
        return counts && result != null ? counted(type, type.cast(result)) : result;
    }
}
