package io.nextval.routing;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.io.Reader;
import java.lang.reflect.Method;
import java.sql.PreparedStatement;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the application bound to its parameters, so that it can be bound again for each row of a
 * batch. Streams are bound only when the row is run, since they can be read once.
 */
final class BoundRow {
    private static final class Setter {
        final Method method;
        final Object[] args;

        Setter(Method method, Object[] args) {
            this.method = method;
            this.args = args;
        }
    }

    private final Map<Integer, Setter> setters = new TreeMap<>();

    /** Binds, at once unless it is a stream, and remembers it. */
    @Nullable Object set(PreparedStatement statement, Method method, Object[] args)
            throws Throwable {
        Object[] kept = args.clone();
        kept[1] = copied(kept[1]);
        Setter setter = new Setter(method, kept);
        if (!isStream(setter)) {
            Handler.call(statement, method, args);
        }
        setters.put((Integer) args[0], setter);
        return null;
    }

    void clear() {
        setters.clear();
    }

    BoundRow copy() {
        BoundRow copy = new BoundRow();
        copy.setters.putAll(setters);
        return copy;
    }

    void replay(PreparedStatement statement) throws Throwable {
        for (Setter setter : setters.values()) {
            Handler.call(statement, setter.method, setter.args);
        }
    }

    /** The texts among what is bound. */
    Set<String> texts() {
        Set<String> texts = new HashSet<>();
        for (Setter setter : setters.values()) {
            if (setter.args[1] instanceof String text) {
                texts.add(text);
            }
        }
        return texts;
    }

    void replayStreams(PreparedStatement statement) throws Throwable {
        for (Setter setter : setters.values()) {
            if (isStream(setter)) {
                Handler.call(statement, setter.method, setter.args);
            }
        }
    }

    private static boolean isStream(Setter setter) {
        Object value = setter.args[1];
        return value instanceof InputStream || value instanceof Reader;
    }

    /** What the application may change before the batch is run. */
    @SuppressWarnings("JavaUtilDate") // the class of JDBC's times
    private static Object copied(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        return value instanceof java.util.Date date ? date.clone() : value;
    }
}
