package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.Wrapper;
import java.util.Objects;

/**
 * A JDBC object of the application, behind which is one of the database's driver. What a subclass
 * does not handle goes there, and errors come back as they are.
 */
abstract class Handler implements InvocationHandler {
    private static final ClassLoader LOADER = Handler.class.getClassLoader();

    /** What is behind. */
    abstract Object real();

    /** Any method but those of Object and Wrapper. */
    abstract @Nullable Object handle(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable;

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] args)
            throws Throwable {
        return switch (method.getName()) {
            case "unwrap" -> unwrap(proxy, first(args));
            case "isWrapperFor" -> isWrapperFor(proxy, first(args));
            case "equals" -> proxy == first(args);
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> "Nextval: " + real();
            default -> handle(proxy, method, args);
        };
    }

    static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(LOADER, new Class<?>[] {type}, handler));
    }

    static @Nullable Object call(Object target, Method method, Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** A call that never returns null. */
    static <T> T made(Class<T> type, Object target, Method method, Object @Nullable [] args)
            throws Throwable {
        return type.cast(Objects.requireNonNull(call(target, method, args)));
    }

    static @Nullable Object first(Object @Nullable [] args) {
        return args == null || args.length == 0 ? null : args[0];
    }

    private Object unwrap(Object proxy, @Nullable Object wanted) throws SQLException {
        if (!(wanted instanceof Class<?> type)) {
            throw RoutingErrors.badArgument("the class to unwrap is null");
        }
        if (type.isInstance(proxy)) {
            return proxy;
        }
        Object real = real();
        return type.isInstance(real) ? real : ((Wrapper) real).unwrap(type);
    }

    private boolean isWrapperFor(Object proxy, @Nullable Object wanted) throws SQLException {
        if (!(wanted instanceof Class<?> type)) {
            return false;
        }
        return type.isInstance(proxy)
                || type.isInstance(real())
                || ((Wrapper) real()).isWrapperFor(type);
    }
}
