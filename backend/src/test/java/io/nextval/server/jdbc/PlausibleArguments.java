package io.nextval.server.jdbc;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.Date;
import java.sql.Driver;
import java.sql.JDBCType;
import java.sql.ResultSet;
import java.sql.SQLType;
import java.sql.Time;
import java.sql.Timestamp;
import java.util.Calendar;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Executor;

/** Arguments that a caller might give to a method of JDBC. Stateless. */
final class PlausibleArguments {
    private static final Executor DIRECT = Runnable::run;

    private PlausibleArguments() {}

    /** One for each parameter; null for references if so wished. */
    static @Nullable Object[] of(Method method, String url, boolean nulls) {
        Class<?>[] types = method.getParameterTypes();
        @Nullable Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] =
                    types[i].isPrimitive() || !nulls
                            ? of(types[i], method.getDeclaringClass(), url)
                            : null;
        }
        return arguments;
    }

    private static @Nullable Object of(Class<?> type, Class<?> of, String url) {
        if (type == int.class) {
            return 1;
        } else if (type == long.class) {
            return 1L;
        } else if (type == short.class) {
            return (short) 1;
        } else if (type == byte.class) {
            return (byte) 1;
        } else if (type == boolean.class) {
            return true;
        } else if (type == double.class) {
            return 1.0;
        } else if (type == float.class) {
            return 1f;
        } else if (type == String.class) {
            return text(of, url);
        }
        return object(type);
    }

    private static String text(Class<?> of, String url) {
        if (of == Driver.class) {
            return url;
        } else if (of == Connection.class) {
            return "public";
        } else if (of == ResultSet.class) {
            return "n";
        }
        return of == DatabaseMetaData.class ? "%" : "SELECT 1";
    }

    private static @Nullable Object object(Class<?> type) {
        if (type == Object.class) {
            return 1L;
        } else if (type == Class.class) {
            return Long.class;
        } else if (type == BigDecimal.class) {
            return BigDecimal.ONE;
        } else if (type == Date.class) {
            return new Date(0);
        } else if (type == Time.class) {
            return new Time(0);
        } else if (type == Timestamp.class) {
            return new Timestamp(0);
        } else if (type == Calendar.class) {
            return Calendar.getInstance();
        } else if (type == Map.class) {
            return Map.of();
        } else if (type == Properties.class) {
            return new Properties();
        } else if (type == Executor.class) {
            return DIRECT;
        } else if (type == Reader.class) {
            return new StringReader("x");
        } else if (type == InputStream.class) {
            return new ByteArrayInputStream(new byte[] {'x'});
        } else if (type == SQLType.class) {
            return JDBCType.BIGINT;
        } else if (type == PrintWriter.class) {
            return new PrintWriter(new StringWriter());
        } else if (type == int[].class) {
            return new int[] {1};
        } else if (type == String[].class) {
            return new String[] {"SEQUENCE"};
        } else if (type == byte[].class) {
            return new byte[] {1};
        }
        return null;
    }
}
